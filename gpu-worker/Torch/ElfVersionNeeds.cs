using System.Buffers.Binary;
using System.Text;

namespace RingRift.GpuWorker.Torch;

/// <summary>
/// Reads the version needs of a 64-bit little-endian shared library and marks one as weak. Layout: "Linux Standard Base Core
/// Specification", chapter Symbol Versioning (Elfxx_Verneed, Elfxx_Vernaux).
/// </summary>
public static class ElfVersionNeeds
{
    private const uint VersionNeedSection = 0x6ffffffe;
    private const ushort Weak = 2;
    private const int SectionHeaderSize = 64;

    /// <summary>All version needs, in file order.</summary>
    /// <exception cref="ElfFormatException">The bytes are no such library, or are damaged.</exception>
    public static IReadOnlyList<ElfVersionNeed> Read(ReadOnlySpan<byte> elf)
    {
        CheckHeader(elf);
        try
        {
            return ReadSections(elf);
        }
        catch (Exception e) when (e is ArgumentOutOfRangeException or OverflowException)
        {
            throw new ElfFormatException("an offset points outside the file");
        }
    }

    /// <summary>
    /// A copy of the library in which one version need is weak: the loader then goes on where the version is not defined.
    /// </summary>
    /// <remarks>Safe only where no symbol of that version is really used; a used one is still reported when it is bound.</remarks>
    /// <exception cref="ElfFormatException">The bytes are no such library, are damaged, or do not name the version.</exception>
    public static byte[] MarkWeak(ReadOnlySpan<byte> elf, string version)
    {
        var needs = Read(elf).Where(need => need.Version == version).ToList();
        if (needs.Count == 0)
        {
            throw new ElfFormatException($"it does not name the version '{version}'");
        }

        var copy = elf.ToArray();
        foreach (var need in needs)
        {
            var flags = copy.AsSpan(need.FlagsOffset, 2);
            BinaryPrimitives.WriteUInt16LittleEndian(flags, (ushort)(BinaryPrimitives.ReadUInt16LittleEndian(flags) | Weak));
        }

        return copy;
    }

    private static void CheckHeader(ReadOnlySpan<byte> elf)
    {
        if (elf.Length < 64 || !elf[..4].SequenceEqual("\u007fELF"u8))
        {
            throw new ElfFormatException("it does not begin with an ELF header");
        }

        if (elf[4] != 2 || elf[5] != 1)
        {
            throw new ElfFormatException($"its class is {elf[4]} and its byte order {elf[5]}; only 64-bit (2) little-endian (1) is read");
        }
    }

    private static List<ElfVersionNeed> ReadSections(ReadOnlySpan<byte> elf)
    {
        var table = Offset(elf, 0x28);
        var entry = BinaryPrimitives.ReadUInt16LittleEndian(elf[0x3A..]);
        var count = BinaryPrimitives.ReadUInt16LittleEndian(elf[0x3C..]);
        if (count > 0 && entry < SectionHeaderSize)
        {
            throw new ElfFormatException($"its section headers have {entry} bytes, not {SectionHeaderSize}");
        }

        var needs = new List<ElfVersionNeed>();
        for (var i = 0; i < count; i++)
        {
            var header = Slice(elf, table + (i * entry), SectionHeaderSize);
            if (Word(header, 4) == VersionNeedSection)
            {
                var names = Slice(elf, table + (checked((int)Word(header, 0x28)) * entry), SectionHeaderSize);
                ReadNeeds(elf, Offset(header, 0x18), Word(header, 0x2C), Slice(elf, Offset(names, 0x18), Offset(names, 0x20)), needs);
            }
        }

        return needs;
    }

    private static void ReadNeeds(ReadOnlySpan<byte> elf, int at, uint libraries, ReadOnlySpan<byte> names, List<ElfVersionNeed> needs)
    {
        for (; libraries > 0; libraries--)
        {
            var need = Slice(elf, at, 16);
            var library = Text(names, Word(need, 4));
            var aux = at + checked((int)Word(need, 8));
            for (var versions = BinaryPrimitives.ReadUInt16LittleEndian(need[2..]); versions > 0; versions--)
            {
                var version = Slice(elf, aux, 16);
                var weak = (BinaryPrimitives.ReadUInt16LittleEndian(version[4..]) & Weak) != 0;
                needs.Add(new ElfVersionNeed(library, Text(names, Word(version, 8)), weak, aux + 4));
                aux = checked(aux + (int)Word(version, 12));
            }

            at = checked(at + (int)Word(need, 12));
        }
    }

    private static int Offset(ReadOnlySpan<byte> data, int at) => checked((int)BinaryPrimitives.ReadUInt64LittleEndian(data[at..]));

    private static uint Word(ReadOnlySpan<byte> data, int at) => BinaryPrimitives.ReadUInt32LittleEndian(data[at..]);

    private static ReadOnlySpan<byte> Slice(ReadOnlySpan<byte> data, int at, int length) => data.Slice(at, length);

    private static string Text(ReadOnlySpan<byte> names, uint at)
    {
        var rest = names[checked((int)at)..];
        var end = rest.IndexOf((byte)0);
        return end >= 0 ? Encoding.ASCII.GetString(rest[..end]) : throw new ElfFormatException("a name has no end");
    }
}
