using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using RingRift.InMemory;
using RingRift.Pipeline.Operations.Daemons;

namespace RingRift.Pipeline.Tests.Operations.Daemons;

public sealed class DaemonRegistryTests
{
    [Fact]
    public void When_daemons_depend_on_others_should_never_have_one_before_its_dependency()
    {
        var order = new DaemonRegistry(
            [Daemon("a", "b", "c"), Daemon("b", "c"), Daemon("c"), Daemon("d", "a")]).InOrder.Select(daemon => daemon.Name).ToList();
        Assert.Equal(["c", "b", "a", "d"], order);
    }

    public static TheoryData<DaemonDefinition[], string> Wrong => new()
    {
        { [Daemon("a"), Daemon("a")], "'a' is the name of 2 daemons" },
        { [Daemon("a", "z")], "'a' depends on 'z', which is none of a" },
        { [Daemon("a", "b"), Daemon("b", "c"), Daemon("c", "a"), Daemon("d")], "a, b, c depend on one another in a cycle" },
        { [Daemon("a", "a")], "a depend on one another in a cycle" },
        { [Daemon(string.Empty)], "must not be empty" },
        { [Daemon("a/b")], "'a/b' must be letters and digits" },
        { [Daemon("a") with { Interval = TimeSpan.FromMilliseconds(999) }], "at least 1 s" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void When_a_declaration_is_wrong_should_name_it_and_the_rule(DaemonDefinition[] daemons, string named) =>
        Assert.Contains(
            named, Assert.Throws<InvalidOperationException>(() => new DaemonRegistry(daemons)).Message, StringComparison.Ordinal);

    [Fact]
    public void When_the_process_starts_should_check_the_registry()
    {
        using var services = Services(
            services => services.AddDaemon<TimeProvider>(
                "Lonely", TimeSpan.FromSeconds(1), (_, _) => Task.FromResult(string.Empty), dependsOn: "Nobody"));
        var wrong = Assert.Throws<InvalidOperationException>(() => services.GetRequiredService<IStartupValidator>().Validate());
        Assert.Contains("'Lonely' depends on 'Nobody'", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void When_the_pipeline_is_registered_should_have_a_reconciler_for_every_stage_and_the_sweeper_first()
    {
        using var services = Services(_ => { });
        services.GetRequiredService<IStartupValidator>().Validate();
        var daemons = services.GetRequiredService<DaemonRegistry>().InOrder;
        Assert.Equal("SweepOutbox", daemons[0].Name);
        Assert.Equal(
            [
                "ReconcileSelfplay", "ReconcileSync", "ReconcileExport", "ReconcileGate", "ReconcileTraining", "ReconcileEvaluation",
                "ReconcilePromotion",
                "ReconcileDistribution", "ReconcileSuccession",
            ],
            daemons.Where(daemon => daemon.Name.StartsWith("Reconcile", StringComparison.Ordinal)).Select(daemon => daemon.Name));
    }

    private static ServiceProvider Services(Action<IServiceCollection> more)
    {
        var services = new ServiceCollection().AddLogging().AddInMemoryPipeline().AddPipeline(new ConfigurationBuilder().Build());
        more(services);
        return services.BuildServiceProvider();
    }

    private static DaemonDefinition Daemon(string name, params string[] dependsOn) =>
        new() { Name = name, Interval = TimeSpan.FromSeconds(1), Run = _ => Task.FromResult(string.Empty), DependsOn = dependsOn };
}
