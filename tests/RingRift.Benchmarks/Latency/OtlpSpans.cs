using Google.Protobuf;

namespace RingRift.Benchmarks.Latency;

/// <summary>
/// Reads the spans of an OTLP export request in protobuf. Only what is measured is read: of <c>ExportTraceServiceRequest</c> the resource spans (1), of
/// these the scope spans (2), of these the spans (2), of a span its ids (2, 4), times (7, 8), attributes (9) and events (11).
/// </summary>
internal static class OtlpSpans
{
    public static IEnumerable<CollectedSpan> Read(byte[] request) =>
        from resource in Messages(ByteString.CopyFrom(request), 1)
        from scope in Messages(resource, 2)
        from span in Messages(scope, 2)
        select ReadSpan(Fields(span));

    private static CollectedSpan ReadSpan(ILookup<int, Field> span) => new(
        Hex(span[2]),
        Hex(span[4]),
        (long)span[7].Single().Number,
        (long)span[8].Single().Number,
        span[9].Select(tag => Fields(tag.Bytes)).ToDictionary(tag => Text(tag[1]), tag => Text(tag[2].SelectMany(value => Fields(value.Bytes)[1]))),
        span[11].Select(one => Fields(one.Bytes)).GroupBy(one => Text(one[2])).ToDictionary(name => name.Key, name => (long)name.Last()[1].Single().Number));

    private static string Hex(IEnumerable<Field> field) => field.FirstOrDefault().Bytes is { } bytes ? Convert.ToHexString(bytes.Span) : string.Empty;

    private static string Text(IEnumerable<Field> field) => field.FirstOrDefault().Bytes?.ToStringUtf8() ?? string.Empty;

    private static IEnumerable<ByteString> Messages(ByteString message, int number) => Fields(message)[number].Select(field => field.Bytes);

    private static ILookup<int, Field> Fields(ByteString message)
    {
        var fields = new List<(int Number, Field Field)>();
        using var input = message.CreateCodedInput();
        while (input.ReadTag() is var tag and not 0)
        {
            fields.Add((WireFormat.GetTagFieldNumber(tag), Read(input, tag)));
        }

        return fields.ToLookup(field => field.Number, field => field.Field);
    }

    private static Field Read(CodedInputStream input, uint tag) => WireFormat.GetTagWireType(tag) switch
    {
        WireFormat.WireType.Varint => new Field(input.ReadUInt64(), ByteString.Empty),
        WireFormat.WireType.Fixed64 => new Field(input.ReadFixed64(), ByteString.Empty),
        WireFormat.WireType.Fixed32 => new Field(input.ReadFixed32(), ByteString.Empty),
        WireFormat.WireType.LengthDelimited => new Field(0, input.ReadBytes()),
        var other => throw new InvalidDataException($"wire type {other} is not used by OTLP"),
    };

    private readonly record struct Field(ulong Number, ByteString Bytes);
}

/// <summary>A span as another process sent it.</summary>
/// <param name="Id">Its id, hexadecimal.</param>
/// <param name="ParentId">Id of the span it is part of; empty for none.</param>
/// <param name="Start">When it began, in nanoseconds of Unix time.</param>
/// <param name="End">When it ended, in nanoseconds of Unix time.</param>
/// <param name="Tags">Tags that are texts.</param>
/// <param name="Events">What happened within it, with nanoseconds of Unix time; the last of a name counts.</param>
internal sealed record CollectedSpan(
    string Id, string ParentId, long Start, long End, IReadOnlyDictionary<string, string> Tags, IReadOnlyDictionary<string, long> Events);
