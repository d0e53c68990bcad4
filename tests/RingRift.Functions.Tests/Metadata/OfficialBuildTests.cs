using RingRift.FunctionsMetadata.Comparison;
using RingRift.FunctionsMetadata.Sources;

namespace RingRift.Functions.Tests.Metadata;

public sealed class OfficialBuildTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("official-build-");

    [Fact]
    public void When_files_are_missing_should_name_them()
    {
        Write("functions.metadata", "[]");
        Write("host.json", "{}");

        Assert.Equal(["extensions.json", "worker.config.json"], Build.MissingFiles);
    }

    [Theory]
    [InlineData("EventGrid")]
    [InlineData("EventGrid", "AzureStorageQueues")]
    public void When_a_trigger_is_used_should_need_its_extension(params string[] extensions)
    {
        Write(
            "extensions.json", $$"""{ "extensions": [{{string.Join(',', extensions.Select(name => $$"""{ "name": "{{name}}" }"""))}}] }""");

        Assert.Equal(extensions.Length == 2 ? [] : ["AzureStorageQueues, for queueTrigger"], Build.MissingExtensions(LocalBuild.Read()));
    }

    [Fact]
    public void When_the_list_of_extensions_is_none_should_say_so()
    {
        Write("extensions.json", "[]");
        Assert.StartsWith(
            "extensions.json: not a list", Assert.Throws<InvalidDataException>(() => Build.MissingExtensions(LocalBuild.Read())).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_the_source_generator_did_not_run_should_say_so()
    {
        Write("functions.metadata", LocalBuild.Read().ToString());
        var error = await Assert.ThrowsAsync<InvalidDataException>(() => Build.ReadAsync(typeof(FunctionSet).Assembly.Location));
        Assert.Contains("source generator did not run", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("missing.dll", "missing.dll: no such file")]
    [InlineData("text.dll", "text.dll: not an assembly")]
    [InlineData("empty.dll", "empty.dll: not an assembly")]
    [InlineData("folder.dll", "folder.dll: a folder")]
    [InlineData("", ": a folder")]
    [InlineData("other.dll", "other.dll: no type GeneratedFunctions.GeneratedFunctionMetadataProvider")]
    public async Task When_the_assembly_is_none_should_say_so_and_end_with_1(string assembly, string said)
    {
        foreach (var file in new[] { "host.json", "worker.config.json" })
        {
            Write(file, "{}");
        }

        Write("functions.metadata", LocalBuild.Read().ToString());
        Write("extensions.json", "{ \"extensions\": [] }");
        Write("text.dll", "no assembly");
        Write("empty.dll", string.Empty);
        Directory.CreateDirectory(Path.Combine(_folder.FullName, "folder.dll"));
        File.Copy(typeof(FactAttribute).Assembly.Location, Path.Combine(_folder.FullName, "other.dll"));

        Assert.Contains(
            said, (await Assert.ThrowsAsync<InvalidDataException>(() => Build.ReadAsync(assembly))).Message, StringComparison.Ordinal);
        Assert.Equal(1, Run("check", "--root", Repository.Root, "--build", _folder.FullName, "--assembly", assembly));
    }

    [Fact]
    public void When_the_approved_file_is_a_folder_should_end_with_1()
    {
        Directory.CreateDirectory(Path.Combine(_folder.FullName, ApprovedFunctions.Path));
        Assert.Equal(1, Run("check", "--root", _folder.FullName, "--build", _folder.FullName));
    }

    [Fact]
    public void When_checking_a_folder_without_a_build_should_end_with_1() =>
        Assert.Equal(1, Run("check", "--root", Repository.Root, "--build", _folder.FullName));

    [Fact]
    public void When_there_is_nothing_approved_should_end_with_1() =>
        Assert.Equal(1, Run("check", "--root", _folder.FullName, "--build", _folder.FullName));

    [Fact]
    public void When_approving_should_write_what_the_local_build_has()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(_folder.FullName, ApprovedFunctions.Path))!);

        Assert.Equal(0, Run("approve", "--root", _folder.FullName));
        Assert.Equal(LocalBuild.Read().ToString(), ApprovedFunctions.Read(_folder.FullName).ToString());
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private OfficialBuild Build => new(_folder.FullName);

    private static int Run(params string[] args) => (int)typeof(FunctionSet).Assembly.EntryPoint!.Invoke(null, [args])!;

    private void Write(string file, string text) => File.WriteAllText(Path.Combine(_folder.FullName, file), text);
}
