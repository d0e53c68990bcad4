using System.Buffers.Binary;
using System.Globalization;
using System.Text.RegularExpressions;

namespace RingRift.Learning.Samples;

/// <summary>The header of a .npy file (NumPy enhancement proposal 1, "A simple file format for NumPy arrays").</summary>
internal sealed partial record NpyHeader(string Type, IReadOnlyList<long> Shape)
{
    private static readonly Dictionary<Type, string> Types = new()
    {
        [typeof(bool)] = "|b1",
        [typeof(byte)] = "|u1",
        [typeof(sbyte)] = "|i1",
        [typeof(short)] = "<i2",
        [typeof(ushort)] = "<u2",
        [typeof(int)] = "<i4",
        [typeof(uint)] = "<u4",
        [typeof(long)] = "<i8",
        [typeof(ulong)] = "<u8",
        [typeof(Half)] = "<f2",
        [typeof(float)] = "<f4",
        [typeof(double)] = "<f8",
    };

    private static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    public long Length => Shape.Aggregate(1L, (product, size) => checked(product * size));

    public static string TypeOf<T>() => Types.TryGetValue(typeof(T), out var type)
        ? type
        : throw new NotSupportedException($"{typeof(T).Name} has no NumPy type.");

    public void Write(Stream output)
    {
        var dimensions = string.Join(", ", Shape.Select(size => size.ToString(CultureInfo.InvariantCulture)));
        var text = $"{{'descr': '{Type}', 'fortran_order': False, 'shape': ({dimensions}{(Shape.Count == 1 ? "," : string.Empty)}), }}";

        // Version 1.0 counts the header in 16 bits; magic, version, count and header together fill whole multiples of 64 bytes.
        var prefix = Magic.Length + 4;
        var padded = text.PadRight(((prefix + text.Length + 1 + 63) / 64 * 64) - prefix - 1) + "\n";
        Span<byte> head = stackalloc byte[prefix];
        Magic.CopyTo(head);
        head[6] = 1;
        head[7] = 0;
        BinaryPrimitives.WriteUInt16LittleEndian(head[8..], checked((ushort)padded.Length));
        output.Write(head);
        output.Write(System.Text.Encoding.ASCII.GetBytes(padded));
    }

    public static NpyHeader Read(Stream input, string name)
    {
        Span<byte> head = stackalloc byte[8];
        input.ReadExactly(head);
        if (!head[..6].SequenceEqual(Magic) || head[6] is < 1 or > 3)
        {
            throw new NpzFormatException($"'{name}' is no .npy array of version 1, 2 or 3.");
        }

        Span<byte> count = stackalloc byte[4];
        count.Clear();
        input.ReadExactly(head[6] == 1 ? count[..2] : count);
        var length = BinaryPrimitives.ReadUInt32LittleEndian(count);
        if (length > 1 << 20)
        {
            throw new NpzFormatException($"'{name}' has a header of {length} bytes.");
        }

        var bytes = new byte[length];
        input.ReadExactly(bytes);
        return Parse(System.Text.Encoding.UTF8.GetString(bytes), name);
    }

    private static NpyHeader Parse(string text, string name)
    {
        if (HeaderPattern().Match(text) is not { Success: true } match)
        {
            throw new NpzFormatException($"'{name}' has a header that is not understood: {text.Trim()}");
        }

        if (match.Groups["fortran"].Value == "True")
        {
            throw new NpzFormatException($"'{name}' is in Fortran order; C order is read only.");
        }

        var shape = match.Groups["shape"].Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return new NpyHeader(match.Groups["type"].Value, [.. shape.Select(size => long.Parse(size, CultureInfo.InvariantCulture))]);
    }

    [GeneratedRegex(
        @"^\{\s*'descr':\s*'(?<type>[^']+)'\s*,\s*'fortran_order':\s*(?<fortran>True|False)\s*,\s*'shape':\s*"
        + @"\((?<shape>[\d,\s]*)\),?\s*\}\s*$")]
    private static partial Regex HeaderPattern();
}
