using RingRift.Infra.Topology;

namespace RingRift.Infra.Tests;

public sealed class ProgramTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("infra-program-");

    [Fact]
    public void When_checking_what_was_generated_should_end_well() =>
        Assert.Equal(0, Run("generate", "--check", "--root", Repository.Root));

    [Fact]
    public void When_checking_a_stale_tree_should_end_with_1_until_it_is_generated()
    {
        Assert.Equal(1, Run("generate", "--check", "--root", _folder.FullName));
        Assert.Equal(0, Run("generate", "--root", _folder.FullName));
        Assert.Equal(0, Run("generate", "--check", "--root", _folder.FullName));
    }

    [Fact]
    public void When_a_folder_stands_where_a_file_is_to_be_written_should_end_with_1()
    {
        foreach (var stale in TopologyFiles.Stale(_folder.FullName))
        {
            Directory.CreateDirectory(Path.Combine(_folder.FullName, stale));
        }

        Assert.Equal(1, Run("generate", "--root", _folder.FullName));
    }

    [Theory]
    [InlineData("check")]
    [InlineData("generate")]
    public void When_the_root_is_a_file_should_end_with_1(string command)
    {
        var file = Path.Combine(_folder.FullName, "file");
        File.WriteAllText(file, "no folder");
        Assert.Equal(1, Run(command, "--root", file));
    }

    [Fact]
    public void When_there_is_nothing_to_check_should_end_with_1() => Assert.Equal(1, Run("check", "--root", _folder.FullName));

    public void Dispose() => _folder.Delete(recursive: true);

    private static int Run(params string[] args) => (int)typeof(TopologyFiles).Assembly.EntryPoint!.Invoke(null, [args])!;
}
