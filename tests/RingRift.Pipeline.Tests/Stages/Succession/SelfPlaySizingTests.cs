using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using RingRift.Game;
using RingRift.InMemory;
using RingRift.Pipeline.Holds;
using RingRift.Pipeline.Iterations;
using RingRift.Pipeline.Learner;
using RingRift.Pipeline.Operations.Scaling;
using RingRift.Pipeline.Runs;
using RingRift.Pipeline.Stages.Succession;

namespace RingRift.Pipeline.Tests.Stages.Succession;

public sealed class SelfPlaySizingTests
{
    private static readonly GameConfig Hex = GameConfig.Parse("hex8_2p");

    [Theory]
    [InlineData(1, 12, 4, 1000)] // Never fewer lanes than those of the options.
    [InlineData(20, 12, 4, 1000)]
    [InlineData(200, 12, 34, 1000)]
    [InlineData(200, 1, 400, 2400)]
    [InlineData(2000, 12, 334, 2040)]
    public void When_workers_are_scaled_should_have_two_jobs_for_each_of_an_even_part_of_them(int workers, int configs, int lanes, int games)
    {
        var size = SelfPlaySize.Scaled(new PipelineOptions(), new LearnerOptions(), Hex, workers, configs);
        Assert.Equal((lanes, games), (size.Lanes, size.GamesPerShard));
    }

    [Theory]
    [InlineData(167, 12)]
    [InlineData(2000, 1)]
    [InlineData(2000, 12)]
    public void When_workers_are_many_should_change_the_learner_a_handful_of_times_a_second(int workers, int configs)
    {
        const double gamesPerSecond = 12;
        const int changes = 3;
        var size = SelfPlaySize.Scaled(new PipelineOptions(), new LearnerOptions(), Hex, workers, configs);
        Assert.InRange(changes * gamesPerSecond * workers / configs / size.GamesPerShard, 0, 20);
    }

    [Fact]
    public void When_an_iteration_has_several_shards_should_have_fewer_lanes()
    {
        var size = SelfPlaySize.Scaled(new PipelineOptions { ShardsPerIteration = 10 }, new LearnerOptions(), Hex, workers: 200, configs: 1);
        Assert.Equal((40, 1000), (size.Lanes, size.GamesPerShard));
    }

    [Fact]
    public void When_workers_are_many_should_give_every_config_shards_that_fit_the_memory() => Assert.All(GameConfig.All, config =>
    {
        var size = SelfPlaySize.Scaled(new PipelineOptions(), new LearnerOptions(), config, workers: 10_000, configs: 1);
        var options = new PipelineOptions { GamesPerShard = size.GamesPerShard };
        Assert.Null(new IterationSizes(options, new(), new()).WhyTooLarge(config));
    });

    [Fact]
    public void When_rollouts_play_should_have_few_lanes_whatever_workers_there_are()
    {
        var size = SelfPlaySize.Scaled(new PipelineOptions(), new LearnerOptions(), Hex, workers: 2000, configs: 1);
        Assert.Equal((4, 4, 4000), (size.LanesWith(null), size.LanesWith(new Generator(0, 0, 0)), size.LanesWith(new Generator(3, 1, 3) { Model = States.Candidate })));
    }

    [Fact]
    public async Task When_there_is_a_pool_of_workers_should_share_them_among_runs_that_go_on()
    {
        await using var services = Services(scaled: true);
        var sizing = services.GetRequiredService<SelfPlaySizing>();
        await services.GetRequiredService<LearnerStore>().ChangeAsync("hex8_3p", (state, _) => LearnerPolicy.Beginning(state), default);
        Assert.Equal(60, (await sizing.OfAsync("hex8_3p", default)).Lanes);
        Assert.Equal(30, (await sizing.OfAsync("hex8_2p", default)).Lanes);
    }

    [Fact]
    public async Task When_workers_are_not_scaled_should_be_that_of_the_options()
    {
        await using var services = Services(scaled: false);
        Assert.Equal(SelfPlaySize.Of(new PipelineOptions(), new LearnerOptions()), await services.GetRequiredService<SelfPlaySizing>().OfAsync("hex8_2p", default));
        Assert.Equal(500, services.GetRequiredService<BackPressureOptions>().ActivateAt);
    }

    [Fact]
    public async Task When_a_run_is_to_be_repeated_should_be_that_of_the_options_whatever_workers_there_are()
    {
        await using var services = Services(scaled: true, ("Pipeline:Lockstep", "true"));
        Assert.Equal(4, (await services.GetRequiredService<SelfPlaySizing>().OfAsync("hex8_2p", default)).Lanes);
    }

    [Fact]
    public async Task When_workers_are_many_should_call_no_queue_too_long_that_holds_two_jobs_for_each()
    {
        await using var services = Services(scaled: true, ("Scaler:Selfplay:Maximum", "2000"));
        var limits = services.GetRequiredService<BackPressureOptions>();
        Assert.Equal((6000, 2400, 150), (limits.ActivateAt, limits.ReleaseAt, limits.MatchActivateAt));
    }

    private static ServiceProvider Services(bool scaled, params (string Key, string Value)[] settings)
    {
        var values = settings.Prepend(("Scaler:Selfplay:Maximum", "30")).GroupBy(setting => setting.Item1).ToDictionary(group => group.Key, group => (string?)group.Last().Item2);
        var services = new ServiceCollection().AddLogging();
        services.AddInMemoryPipeline();
        services.AddPipeline(new ConfigurationBuilder().AddInMemoryCollection(values).Build());
        if (scaled)
        {
            services.AddSingleton<IWorkerPool>(new InMemoryWorkerPool(WorkKind.SelfPlay));
        }

        return services.BuildServiceProvider();
    }
}
