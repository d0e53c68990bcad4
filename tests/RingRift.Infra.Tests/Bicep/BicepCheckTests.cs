using RingRift.Infra.Bicep;

namespace RingRift.Infra.Tests.Bicep;

[Trait("Category", "Slow")]
public sealed class BicepCheckTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("bicep-");

    [Fact]
    public void Should_check_both_phases_and_the_parameters_of_every_environment() => Assert.Equal(
        ["infra/main.bicep", "infra/endpoints.bicep", "infra/environments/dev.bicepparam", "infra/environments/prod.bicepparam"], BicepCheck.Files(Repository.Root));

    // The first phase takes seconds: DeploymentFixture compiles it with its parameters and refuses whatever the compiler has to say.
    [Fact]
    public async Task When_a_file_is_deployed_should_have_no_diagnostic() =>
        Assert.Empty(await BicepCheck.RunAsync(Repository.Root, "infra/endpoints.bicep", CancellationToken.None));

    [Fact]
    public async Task When_a_file_only_has_warnings_should_list_them_though_the_compiler_ends_well()
    {
        var found = await CheckAsync("param unused string\n");
        Assert.Equal(("no-unused-params", 1), (Assert.Single(found).Rule, found[0].Line));
    }

    [Fact]
    public async Task When_a_file_has_errors_should_list_them() =>
        Assert.Contains(await CheckAsync("output o string = nobody\n"), diagnostic => diagnostic is { Rule: "BCP057", Level: "error" });

    [Fact]
    public async Task When_a_module_of_a_registry_is_named_should_not_fetch_it() =>
        Assert.NotEmpty(await CheckAsync("module m 'br/public:avm/res/storage/storage-account:0.9.0' = {\n  params: { name: 'n' }\n}\n"));

    [Fact]
    public async Task When_there_is_no_such_file_should_say_so()
    {
        var error = await Assert.ThrowsAsync<InvalidDataException>(() => BicepCheck.RunAsync(_folder.FullName, "none.bicep", CancellationToken.None));
        Assert.Contains("none.bicep", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Should_name_no_module_of_a_registry() =>
        Assert.All(
            Directory.EnumerateFiles(Repository.PathOf("infra"), "*.bicep*", SearchOption.AllDirectories),
            file => Assert.DoesNotMatch("'(br|ts)[/:]", File.ReadAllText(file)));

    public void Dispose() => _folder.Delete(recursive: true);

    private async Task<IReadOnlyList<BicepDiagnostic>> CheckAsync(string text)
    {
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "one.bicep"), text);
        return await BicepCheck.RunAsync(_folder.FullName, "one.bicep", CancellationToken.None);
    }
}
