using System.Text;

namespace RingRift.Fuzzing;

/// <summary>Breaks well-formed JSON in one place, in the ways networks, programs and people do.</summary>
/// <param name="random">Source of choices.</param>
public sealed class Mutator(Random random)
{
    private static readonly string[] Numbers =
    [
        "1e400", "-1e400", "1e-400", "99999999999999999999999999", "-9223372036854775809", "2147483648", "1.0", "1E2", "-0", "0.1", "-1"
    ];
    private static readonly string[] OtherTypes = ["{}", "[]", "\"text\"", "7", "1.5", "true", "[1]", "{\"a\":1}", "\"\""];
    private static readonly byte[][] NoUtf8 = [[0xFF], [0xC0, 0x80], [0x80], [0xED, 0xA0, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xE2, 0x82]];

    /// <summary>The mutations.</summary>
    public static IReadOnlyList<Mutation> All { get; } = Enum.GetValues<Mutation>();

    /// <summary>A text after a mutation.</summary>
    /// <param name="json">Well-formed JSON in UTF-8, an object or a list.</param>
    /// <param name="mutation">What to do to it.</param>
    public byte[] Apply(byte[] json, Mutation mutation)
    {
        ArgumentNullException.ThrowIfNull(json);
        return mutation switch
        {
            Mutation.None => json,
            Mutation.FlippedBits => Flipped(json),
            Mutation.Truncated => json[..random.Next(json.Length)],
            Mutation.Cut => Between(json, (start, _) => Replace(json, start, Math.Min(json.Length, start + random.Next(1, 9)), [])),
            Mutation.Repeated => Between(json, (start, end) => Replace(json, end, end, json[start..end])),
            Mutation.ByteOrderMark => [0xEF, 0xBB, 0xBF, .. json],
            Mutation.InvalidUtf8 => Between(json, (start, _) => Replace(json, start, start, NoUtf8[random.Next(NoUtf8.Length)])),
            Mutation.Noise => Noise(),
            _ => AtJson(json, mutation),
        };
    }

    private static byte[] Replace(byte[] json, int start, int end, ReadOnlySpan<byte> by) =>
        [.. json.AsSpan(0, start), .. by, .. json.AsSpan(end)];

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    private byte[] AtJson(byte[] json, Mutation mutation)
    {
        var spans = JsonSpans.Of(json);
        var value = spans.Values[random.Next(spans.Values.Count)];
        var member = spans.Members[random.Next(spans.Members.Count)];
        return mutation switch
        {
            Mutation.LoneSurrogate => Replace(json, value.Start, value.End, random.Next(2) == 0 ? "\"\\ud83d\""u8 : "\"a\\udc00b\""u8),
            Mutation.OddNumber => Replace(json, value.Start, value.End, Utf8(Numbers[random.Next(Numbers.Length)])),
            Mutation.WrongType => Replace(json, value.Start, value.End, Utf8(OtherTypes[random.Next(OtherTypes.Length)])),
            Mutation.Null => Replace(json, value.Start, value.End, "null"u8),
            Mutation.ControlCharacters => Replace(json, value.Start, value.End, "\"a\\u0000\\u001b\\u007f\\n\""u8),
            Mutation.Huge => Replace(json, value.Start, value.End, Utf8($"\"{new string('x', random.Next(400, 90_000))}\"")),
            Mutation.Nested => Replace(json, value.Start, value.End, Nested(random.Next(1, 200))),
            Mutation.Missing => Without(json, member),
            Mutation.Duplicated =>
                Replace(json, member.End, member.End, [(byte)',', .. json.AsSpan(member.Start, member.End - member.Start)]),
            Mutation.Renamed => Replace(json, member.Start + 1, member.Start + 2, [(byte)(json[member.Start + 1] ^ 0x20)]),
            Mutation.Unknown => Replace(json, member.Start, member.Start, "\"surprise\":{\"a\":[1,null]},"u8),
            _ => throw new ArgumentOutOfRangeException(nameof(mutation), mutation, "must be a mutation of JSON"),
        };
    }

    private static byte[] Without(byte[] json, JsonSpans.Span member) => json[member.End] == (byte)','
        ? Replace(json, member.Start, member.End + 1, [])
        : Replace(json, json[member.Start - 1] == (byte)',' ? member.Start - 1 : member.Start, member.End, []);

    private byte[] Nested(int depth) => random.Next(2) == 0
        ? Utf8(new string('[', depth) + new string(']', depth))
        : Utf8(string.Concat(Enumerable.Repeat("{\"a\":", depth)) + "1" + new string('}', depth));

    private byte[] Flipped(byte[] json)
    {
        var flipped = json.ToArray();
        for (var count = random.Next(1, 5); count > 0; count--)
        {
            flipped[random.Next(flipped.Length)] ^= (byte)(1 << random.Next(8));
        }

        return flipped;
    }

    private byte[] Between(byte[] json, Func<int, int, byte[]> mutate)
    {
        var start = random.Next(json.Length);
        return mutate(start, random.Next(start, Math.Min(json.Length, start + 40)));
    }

    private byte[] Noise()
    {
        var noise = new byte[random.Next(1, 300)];
        random.NextBytes(noise);
        return noise;
    }
}
