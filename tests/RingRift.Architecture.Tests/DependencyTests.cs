namespace RingRift.Architecture.Tests;

public sealed class DependencyTests
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["RingRift.Files"] = [],
        ["RingRift.Hosting"] = [],
        ["RingRift.Game"] = ["RingRift.Files"],
        ["RingRift.Learning"] = ["RingRift.Game"],
        ["RingRift.Eventing"] = [],
        ["RingRift.Pipeline"] = ["RingRift.Eventing", "RingRift.Learning"],
        ["RingRift.Azure"] = ["RingRift.Pipeline"],
        ["RingRift.InMemory"] = ["RingRift.Pipeline"],
        ["RingRift.Catalogue"] = [],
        ["RingRift.Simulation"] = ["RingRift.Pipeline"],
        ["RingRift.Lab"] = ["RingRift.GpuWorker", "RingRift.Learning", "RingRift.Pipeline"],
        ["RingRift.Infra"] = ["RingRift.Azure"],
        ["RingRift.Telemetry"] = ["RingRift.Eventing"],
        ["RingRift.FunctionsRuntime"] = ["RingRift.Hosting"],
        ["RingRift.FunctionsMetadata"] = ["RingRift.Functions", "RingRift.FunctionsRuntime"],
        ["RingRift.SettingsReference"] = ["RingRift.Functions", "RingRift.GpuWorker"],
        ["RingRift.Official"] = ["RingRift.Azure", "RingRift.Telemetry"],
        ["RingRift.Emulators"] = ["RingRift.Files", "RingRift.Hosting"],
        ["RingRift.Functions"] = ["RingRift.Azure", "RingRift.FunctionsRuntime", "RingRift.Telemetry"],
        ["RingRift.GpuWorker"] = ["RingRift.Azure", "RingRift.Hosting", "RingRift.Telemetry"],
        ["RingRift.Local"] = ["RingRift.Azure", "RingRift.Emulators", "RingRift.Functions", "RingRift.GpuWorker", "RingRift.Web"],
        ["RingRift.Web"] = ["RingRift.Game", "RingRift.Learning"],
    };

    private static readonly string[] Executables = ["RingRift.Functions", "RingRift.GpuWorker", "RingRift.Local"];

    public static TheoryData<string> Projects => [.. SourceTree.Projects.Keys];

    [Fact]
    public void Should_give_every_project_its_place() =>
        Assert.Equal(Allowed.Keys.Order(StringComparer.Ordinal), SourceTree.Projects.Keys.Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Projects))]
    public void Should_refer_only_along_the_arrows(string project) =>
        Assert.Empty(SourceTree.Projects[project].References.Except(Allowed[project]));

    [Fact]
    public void Should_check_what_the_functions_refer_to_against_the_official_packages() => Assert.Equal(
        SourceTree.Projects["RingRift.Functions"].References.Except(["RingRift.FunctionsRuntime"]).Order(StringComparer.Ordinal),
        SourceTree.Projects["RingRift.Official"].References.Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Projects))]
    public void Should_bring_native_libraries_in_executables_only(string project)
    {
        var native = SourceTree.Projects[project].Packages.Where(IsNative).ToList();
        if (!Executables.Contains(project))
        {
            Assert.Empty(native);
        }
    }

    [Fact]
    public void Should_need_nothing_in_the_rules_engine() => Assert.Empty(SourceTree.Projects["RingRift.Game"].Packages);

    [Theory]
    [MemberData(nameof(Projects))]
    public void Should_keep_Azure_clients_below_the_pipeline(string project)
    {
        if (project is "RingRift.Game" or "RingRift.Learning" or "RingRift.Pipeline")
        {
            Assert.DoesNotContain(SourceTree.Projects[project].Packages, package => package.StartsWith("Azure.", StringComparison.Ordinal));
        }
    }

    private static bool IsNative(string package) =>
        package.StartsWith("libtorch", StringComparison.OrdinalIgnoreCase)
        || package is "TorchSharp" or "TorchSharp-cpu" or "Microsoft.ML.OnnxRuntime" or "Microsoft.ML.OnnxRuntime.Gpu";
}
