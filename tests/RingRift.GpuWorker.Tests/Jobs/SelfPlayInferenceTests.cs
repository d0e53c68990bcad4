using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using RingRift.Eventing.Artifacts;
using RingRift.Eventing.Events;
using RingRift.GpuWorker.Jobs;
using RingRift.Learning.SelfPlay;
using RingRift.Pipeline.Inference;
using RingRift.Pipeline.Jobs;

namespace RingRift.GpuWorker.Tests.Jobs;

/// <summary>How the networks of a job are run.</summary>
public sealed class SelfPlayInferenceTests
{
    private const string Job = "hex8_2p-000001-selfplay-000";
    private readonly WorkerBench _bench = new();

    private static SelfplayRequested Request => new() { Config = "hex8_2p", Iteration = 1, JobId = Job, Shard = 0, Games = 12, Seed = 42 };

    [Fact]
    public async Task When_threads_share_a_network_should_play_all_games()
    {
        var model = await _bench.Artifacts.PutModelAsync("hex8_2p");
        var shared = new WorkerBench();
        await shared.Artifacts.PutAsync(ArtifactKind.Model, await _bench.Artifacts.OpenAsync(model, default), default);
        foreach (var (bench, share) in new[] { (_bench, "false"), (shared, "true") })
        {
            bench.Send(JobQueues.Selfplay, Request with { Model = model });
            var settings = new Dictionary<string, string?> { ["SelfPlay:ShareNetwork"] = share, ["SelfPlay:Provider"] = "Cpu" };
            Assert.Equal(JobResult.Done, await bench.Worker(settings).ProcessNextAsync(default));
        }

        var expected = await _bench.Artifacts.ReadGamesAsync(Assert.Single(_bench.Published<SelfplayComplete>()).Data);
        var games = await shared.Artifacts.ReadGamesAsync(Assert.Single(shared.Published<SelfplayComplete>()).Data);
        Assert.Equal(expected.Select(game => (game.Game, game.Model)), games.Select(game => (game.Game, game.Model)));
        Assert.All(games, game => Assert.True(GameRecordValidator.Validate(game).IsValid));
    }

    [Theory]
    [InlineData("false")]
    [InlineData("true")]
    public async Task Should_measure_every_call_of_its_networks(string share)
    {
        _bench.Send(JobQueues.Selfplay, Request with { Model = await _bench.Artifacts.PutModelAsync("hex8_2p") });
        await using var services = _bench.Services(new() { ["SelfPlay:ShareNetwork"] = share, ["SelfPlay:Provider"] = "Cpu" });
        var meter = services.GetRequiredService<InferenceMetrics>().Meter;
        var (sizes, times) = (new ConcurrentQueue<(int Positions, string Tags)>(), 0);
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Meter == meter)
            {
                self.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<int>(
            (_, value, tags, _) => sizes.Enqueue((value, string.Join(' ', tags.ToArray().Select(tag => tag.Value)))));
        listener.SetMeasurementEventCallback<double>((_, _, _, _) => Interlocked.Increment(ref times));
        listener.Start();

        await services.GetRequiredService<WorkerLoop>().ProcessNextAsync(default);

        Assert.Equal("selfplay cpu", Assert.Single(sizes.Select(size => size.Tags).Distinct()));
        Assert.Equal(times, sizes.Count);
        Assert.Contains(sizes, size => size.Positions > 1);
    }

    [Fact]
    public async Task When_the_provider_asked_for_is_not_there_should_fail_and_say_so()
    {
        _bench.Send(JobQueues.Selfplay, Request with { Games = 2, Model = await _bench.Artifacts.PutModelAsync("hex8_2p") });

        Assert.Equal(JobResult.Retried, await _bench.Worker(new() { ["SelfPlay:Provider"] = "TensorRT" }).ProcessNextAsync(default));

        Assert.Contains("cannot be run on TensorRT", (await _bench.StateAsync(Job)).Error, StringComparison.Ordinal);
    }
}
