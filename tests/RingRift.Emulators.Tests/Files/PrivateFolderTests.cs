using System.Diagnostics;
using System.Runtime.Versioning;
using RingRift.Files;

namespace RingRift.Emulators.Tests.Files;

[UnsupportedOSPlatform("windows")]
public sealed class PrivateFolderTests : IDisposable
{
    private const UnixFileMode Own = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ringrift-private-");

    private string Wanted => Path.Combine(_folder.FullName, "wanted");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Should_make_a_folder_that_nobody_else_may_look_into()
    {
        Assert.Equal(Wanted, PrivateFolder.Require(Wanted));
        Assert.Equal(Own, File.GetUnixFileMode(Wanted));
        Assert.Equal(Wanted, PrivateFolder.Require(Wanted));
    }

    [Fact]
    public void When_others_could_look_into_it_should_end_that()
    {
        Directory.CreateDirectory(Wanted, Own | UnixFileMode.OtherRead | UnixFileMode.GroupExecute);
        PrivateFolder.Require(Wanted);
        Assert.Equal(Own, File.GetUnixFileMode(Wanted));
    }

    [Theory]
    [InlineData(UnixFileMode.OtherWrite)]
    [InlineData(UnixFileMode.GroupWrite)]
    [InlineData(UnixFileMode.OtherWrite | UnixFileMode.StickyBit)]
    public void When_others_could_write_it_should_refuse_it(UnixFileMode more)
    {
        Directory.CreateDirectory(Wanted);
        File.SetUnixFileMode(Wanted, Own | more);
        Assert.Contains(
            $"'{Wanted}' can be written by others (mode ",
            Assert.Throws<PrivateFolderException>(() => PrivateFolder.Require(Wanted)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void When_it_is_a_link_should_refuse_it()
    {
        File.CreateSymbolicLink(Wanted, _folder.FullName);
        Assert.Contains(
            "is a link to", Assert.Throws<PrivateFolderException>(() => PrivateFolder.Require(Wanted)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_it_belongs_to_another_user_should_refuse_it()
    {
        var other = "/";
        if (Environment.IsPrivilegedProcess)
        {
            other = Directory.CreateDirectory(Wanted, Own).FullName;
            using var give = Process.Start("chown", ["12345", other]);
            await give.WaitForExitAsync();
        }

        Assert.Contains(
            "belongs to user", Assert.Throws<PrivateFolderException>(() => PrivateFolder.Require(other)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/proc/self/no/home")]
    public void When_the_user_has_no_home_should_take_a_private_folder_among_the_temporary_ones(string data)
    {
        var taken = PrivateFolder.OfUser(data, _folder.FullName);
        Assert.StartsWith(Path.Combine(_folder.FullName, "ringrift-"), taken, StringComparison.Ordinal);
        Assert.Equal(Own, File.GetUnixFileMode(taken));

        File.SetUnixFileMode(taken, Own | UnixFileMode.OtherWrite);
        Assert.Throws<PrivateFolderException>(() => PrivateFolder.OfUser(data, _folder.FullName));
    }

    [Fact]
    public void When_the_folder_at_home_is_not_private_should_not_take_another()
    {
        File.SetUnixFileMode(Directory.CreateDirectory(Path.Combine(_folder.FullName, "ringrift")).FullName, Own | UnixFileMode.GroupWrite);
        Assert.Throws<PrivateFolderException>(() => PrivateFolder.OfUser(_folder.FullName, _folder.FullName));
    }
}
