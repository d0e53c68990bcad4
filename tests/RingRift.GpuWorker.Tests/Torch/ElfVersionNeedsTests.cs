using System.Buffers.Binary;
using System.Text;
using RingRift.GpuWorker.Torch;

namespace RingRift.GpuWorker.Tests.Torch;

public sealed class ElfVersionNeedsTests
{
    [Fact]
    public void Should_list_the_versions_a_library_needs_with_the_library_that_defines_them()
    {
        var needs = ElfVersionNeeds.Read(
            SmallElf.WithNeeds(("libc.so.6", ["GLIBC_2.34"]), ("libstdc++.so.6", ["GLIBCXX_3.4.30", "GLIBCXX_3.4.32"])));

        Assert.Equal(
            ["libc.so.6 GLIBC_2.34 False", "libstdc++.so.6 GLIBCXX_3.4.30 False", "libstdc++.so.6 GLIBCXX_3.4.32 False"],
            needs.Select(need => $"{need.Library} {need.Version} {need.Weak}"));
    }

    [Fact]
    public void Should_mark_only_the_named_version_and_leave_the_original_as_it_is()
    {
        var original = SmallElf.WithNeeds(("libstdc++.so.6", ["GLIBCXX_3.4.30", "GLIBCXX_3.4.32"]));
        var before = original.ToArray();

        var marked = ElfVersionNeeds.MarkWeak(original, "GLIBCXX_3.4.32");

        Assert.Equal(before, original);
        Assert.Equal([false, true], ElfVersionNeeds.Read(marked).Select(need => need.Weak));
        Assert.Equal(1, original.Zip(marked).Count(pair => pair.First != pair.Second));
    }

    [Fact]
    public void Should_refuse_a_version_that_the_library_does_not_name()
    {
        var error = Assert.Throws<ElfFormatException>(
            () => ElfVersionNeeds.MarkWeak(SmallElf.WithNeeds(("libc.so.6", ["GLIBC_2.34"])), "GLIBCXX_9"));
        Assert.Contains("'GLIBCXX_9'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Should_refuse_bytes_that_are_no_library()
    {
        var error = Assert.Throws<ElfFormatException>(() => ElfVersionNeeds.Read(Encoding.ASCII.GetBytes(new string('x', 100))));
        Assert.Contains("ELF header", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Should_refuse_a_32_bit_library()
    {
        var elf = SmallElf.WithNeeds(("libc.so.6", ["GLIBC_2.34"]));
        elf[4] = 1;
        Assert.Contains("class is 1", Assert.Throws<ElfFormatException>(() => ElfVersionNeeds.Read(elf)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(70)]
    [InlineData(100)]
    [InlineData(200)]
    public void Should_refuse_a_library_that_was_cut_short(int length)
    {
        var elf = SmallElf.WithNeeds(("libstdc++.so.6", ["GLIBCXX_3.4.30", "GLIBCXX_3.4.32"]));
        Assert.Throws<ElfFormatException>(() => ElfVersionNeeds.Read(elf.AsSpan(0, length)));
    }

    [Fact]
    public void Should_refuse_a_section_table_outside_the_file()
    {
        var elf = SmallElf.WithNeeds(("libc.so.6", ["GLIBC_2.34"]));
        BinaryPrimitives.WriteUInt64LittleEndian(elf.AsSpan(0x28), ulong.MaxValue);
        Assert.Contains(
            "outside the file", Assert.Throws<ElfFormatException>(() => ElfVersionNeeds.Read(elf)).Message, StringComparison.Ordinal);
    }
}
