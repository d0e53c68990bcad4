using System.Buffers.Binary;
using System.Text;

namespace RingRift.GpuWorker.Tests.Torch;

/// <summary>The least a 64-bit library needs to have version needs: header, names, needs, two section headers.</summary>
internal static class SmallElf
{
    public static byte[] WithNeeds(params (string Library, string[] Versions)[] needs)
    {
        var names = new MemoryStream();
        names.WriteByte(0);
        var section = new MemoryStream();
        for (var i = 0; i < needs.Length; i++)
        {
            var (library, versions) = needs[i];
            var size = 16 * (1 + versions.Length);
            Halves(section, 1, (ushort)versions.Length);
            Words(section, Name(names, library), 16, i + 1 < needs.Length ? (uint)size : 0);
            for (var v = 0; v < versions.Length; v++)
            {
                Words(section, 0x1234);
                Halves(section, 0, 2);
                Words(section, Name(names, versions[v]), v + 1 < versions.Length ? 16u : 0);
            }
        }

        return Assemble(names.ToArray(), section.ToArray(), (uint)needs.Length);
    }

    private static byte[] Assemble(byte[] names, byte[] section, uint count)
    {
        var tableAt = 64 + names.Length + section.Length;
        var elf = new byte[tableAt + 128];
        "\u007fELF"u8.CopyTo(elf);
        (elf[4], elf[5]) = (2, 1);
        BinaryPrimitives.WriteUInt64LittleEndian(elf.AsSpan(0x28), (ulong)tableAt);
        BinaryPrimitives.WriteUInt16LittleEndian(elf.AsSpan(0x3A), 64);
        BinaryPrimitives.WriteUInt16LittleEndian(elf.AsSpan(0x3C), 2);
        names.CopyTo(elf, 64);
        section.CopyTo(elf, 64 + names.Length);
        Section(elf.AsSpan(tableAt), 3, 64, names.Length, 0, 0);
        Section(elf.AsSpan(tableAt + 64), 0x6ffffffe, 64 + names.Length, section.Length, 0, count);
        return elf;
    }

    private static void Section(Span<byte> header, uint type, int offset, int size, uint link, uint info)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(header[4..], type);
        BinaryPrimitives.WriteUInt64LittleEndian(header[0x18..], (ulong)offset);
        BinaryPrimitives.WriteUInt64LittleEndian(header[0x20..], (ulong)size);
        BinaryPrimitives.WriteUInt32LittleEndian(header[0x28..], link);
        BinaryPrimitives.WriteUInt32LittleEndian(header[0x2C..], info);
    }

    private static uint Name(MemoryStream names, string name)
    {
        var at = (uint)names.Position;
        names.Write(Encoding.ASCII.GetBytes(name));
        names.WriteByte(0);
        return at;
    }

    private static void Words(MemoryStream section, params uint[] values)
    {
        foreach (var value in values)
        {
            section.Write(BitConverter.GetBytes(value));
        }
    }

    private static void Halves(MemoryStream section, params ushort[] values)
    {
        foreach (var value in values)
        {
            section.Write(BitConverter.GetBytes(value));
        }
    }
}
