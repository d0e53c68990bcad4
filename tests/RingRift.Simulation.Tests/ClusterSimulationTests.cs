using System.Text.Json;
using RingRift.Eventing.Events;
using RingRift.Pipeline.Learner;
using RingRift.Pipeline.Operations.Scaling;
using RingRift.Simulation.Cluster;
using RingRift.Simulation.Engine;
using RingRift.Simulation.Inputs;
using RingRift.Simulation.Reporting;

namespace RingRift.Simulation.Tests;

public sealed class ClusterSimulationTests
{
    [Fact]
    public void When_the_seed_is_the_same_should_give_the_same_result_and_with_another_one_another()
    {
        Assert.Equal(Text(Inputs()), Text(Inputs()));
        Assert.NotEqual(Text(Inputs()), Text(Inputs() with { Seed = 2 }));
    }

    public static TheoryData<string, double, double, double> Troubles => new()
    {
        // Evictions an hour, part of them announced, part of the events delivered twice.
        { "default", 0, 1, 0 },
        { "default", 6, 0, 0.2 },
        { "trainers", 6, 0.5, 0.2 },
        { "trainers", 20, 0, 0 },
        { "what if: as on one machine", 6, 0.5, 0.2 },
    };

    [Theory]
    [MemberData(nameof(Troubles))]
    public void When_workers_are_evicted_and_events_come_twice_should_lose_no_game_and_count_none_twice(string design, double evictions, double announced, double repeats)
    {
        var cluster = Run(Inputs(design) with
        {
            Worker = new WorkerInputs { EvictionsPerHour = evictions, AnnouncedShare = announced, GamesPerSecond = 1 },
            Limits = new ServiceLimits { DuplicateShare = repeats },
        });

        Assert.True(cluster.Runs.Sum(run => run.Figures.Finished) > 10, "hardly anything happened");
        Assert.Equal(evictions > 0, cluster.PoolOf(WorkKind.SelfPlay).Evictions > 0);
        Assert.Equal(repeats > 0, cluster.Services.Repeats > 0 && cluster.Runs.Sum(run => run.Figures.Stale) + cluster.QueueOf(WorkKind.SelfPlay).Repeats > 0);
        Assert.All(WorkKinds.All, kind => Assert.True(cluster.QueueOf(kind).Load().InFlight >= 0, $"{kind}: more messages were given back than taken"));
        Assert.All(cluster.Runs, run =>
        {
            // Every game that was asked for by an iteration past self-play was counted once; the rows of those past their gate joined the window once.
            Assert.Equal(run.Figures.Asked, run.Figures.Games);
            var beforeGate = run.Open.Where(iteration => iteration.State.Stage is IterationStage.Sync or IterationStage.Export or IterationStage.Gate);
            Assert.InRange(run.Learner.State.Games, run.Figures.Games - beforeGate.Sum(iteration => iteration.Games), run.Figures.Games);
            Assert.Equal(run.Learner.State.Begun, run.Figures.Finished + run.Open.Count);
        });
    }

    [Fact]
    public void When_many_change_the_learner_at_once_should_have_conflicts_and_lose_no_change()
    {
        var inputs = Inputs();
        var agenda = new Agenda();
        var chance = new Chance(5);
        var learner = new SimulatedLearner(
            agenda, chance, new SimulatedServices(agenda, chance, inputs), inputs.Limits, LearnerBeginning.Of("hex8_2p", newest: null, champion: null));
        for (var change = 0; change < 30; change++)
        {
            learner.Change(LearnerPolicy.Beginning, _ => { });
        }

        agenda.RunUntil(100);
        Assert.Equal(30, learner.State.Begun);
        Assert.True(learner.Conflicts > 30, $"{learner.Conflicts} conflicts");
        Assert.Equal(30, learner.Commits.Operations - learner.Conflicts);
    }

    [Fact]
    public void When_a_queue_is_too_long_should_begin_no_iteration()
    {
        var (default_, low) = (Inputs() with { Workers = 400 }, Inputs("what if: pressure at 500") with { Workers = 400 });
        var (without, with) = (SimulationResult.Of(default_, Run(default_)), SimulationResult.Of(low, Run(low)));
        Assert.Equal(0, without.Pressed);
        Assert.InRange(with.Pressed, 0.01, 1);
    }

    /// <summary>Evictions are a Poisson process: as many as rate and hours say, give or take four standard deviations.</summary>
    [Theory]
    [InlineData(0.5)]
    [InlineData(4)]
    public void When_machines_are_evicted_should_be_as_many_as_the_rate_says(double rate)
    {
        var cluster = Run(Inputs() with { Workers = 100, Hours = 6, Worker = new WorkerInputs { EvictionsPerHour = rate } });
        var (pool, expected) = (cluster.PoolOf(WorkKind.SelfPlay), rate * cluster.PoolOf(WorkKind.SelfPlay).PaidHours);
        Assert.InRange(pool.Evictions, expected - (4 * Math.Sqrt(expected)), expected + (4 * Math.Sqrt(expected)));
        Assert.True(expected > 50, $"only {expected} evictions were to be expected");
    }

    [Fact]
    public void When_workers_are_limited_should_never_have_more()
    {
        var cluster = Run(Inputs("trainers") with { Workers = 7 });
        Assert.Equal(7, cluster.PoolOf(WorkKind.SelfPlay).MostWorkers);
        Assert.InRange(cluster.PoolOf(WorkKind.Training).MostWorkers, 1, 7);
    }

    [Theory]
    [Trait("Category", "Slow")]
    [InlineData(30)]
    [InlineData(100)]
    public void When_a_day_has_a_budget_should_keep_it_on_every_day_and_train_to_the_end(double gpuHours)
    {
        var inputs = Inputs("trainers") with { Workers = 40, Hours = 60, DailyGpuHours = gpuHours };
        var cluster = Run(inputs);
        Assert.All(cluster.Scaler!.Days.Take(2), day => Assert.InRange(day.Total(), 0.5 * gpuHours, gpuHours));
        Assert.All(cluster.Scaler.Days, day => Assert.True(day.SelfPlay <= gpuHours - inputs.Scaler().ReservedHours(WorkKind.Training), $"{day}"));

        // What the machines really cost is what was booked, or less: the books err towards too much.
        var paid = WorkKinds.All.Sum(kind => cluster.PoolOf(kind).PaidHours);
        Assert.InRange(paid, 0.8 * cluster.Scaler.Days.Sum(day => day.Total()), 1.02 * cluster.Scaler.Days.Sum(day => day.Total()));
    }

    [Fact]
    public void When_lanes_follow_workers_should_play_more_games_with_them()
    {
        var games = new[] { "what if: as on one machine", "default" }.Select(design => SimulationResult.Of(Inputs(design) with { Workers = 200 }, Run(Inputs(design) with { Workers = 200 })).Games).ToArray();
        Assert.True(games[1] > 2 * games[0], $"{games[0]} games without, {games[1]} with");
    }

    [Fact]
    public void When_a_service_is_at_its_limit_should_name_it()
    {
        var inputs = Inputs() with { Limits = new ServiceLimits { TopicEvents = 0.05 } };
        Assert.Equal("Event Grid topic (events/s)", SimulationResult.Of(inputs, Run(inputs)).Bottleneck);
    }

    [Fact]
    public void When_workers_are_few_should_name_them()
    {
        var inputs = Inputs() with { Workers = 1 };
        Assert.Equal("workers", SimulationResult.Of(inputs, Run(inputs)).Bottleneck);
    }

    private static ClusterSimulation Run(SimulationInputs inputs) => new ClusterSimulation(inputs).Run();

    private static string Text(SimulationInputs inputs) => JsonSerializer.Serialize(SimulationResult.Of(inputs, Run(inputs)));

    private static SimulationInputs Inputs(string design = "default") => new()
    {
        Workers = 20,
        Hours = 3,
        Design = Design.All.Single(known => known.Name == design),
    };
}
