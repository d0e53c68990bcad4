using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using RingRift.Eventing.Aggregates;
using RingRift.Eventing.Artifacts;
using RingRift.Eventing.DeadLetters;
using RingRift.Eventing.Envelope;
using RingRift.Eventing.Events;
using RingRift.Eventing.Handling;
using RingRift.Eventing.Json;
using RingRift.Pipeline.Iterations;
using RingRift.Pipeline.Jobs;
using RingRift.Pipeline.Learner;

namespace RingRift.Pipeline.Compliance.Crashes;

/// <summary>
/// A handler's process dies before and after every step of inbox and outbox; the next delivery, or the sweeper alone, leads to what an undisturbed run leaves.
/// </summary>
public abstract class CrashPointCompliance
{
    private const string Handler = "CollectSelfplay";
    private const string Config = "hex8_3p";

    // Older than whatever else lies in shared storage, so that the sweep finds nothing but what a crash left here.
    private static readonly DateTimeOffset Start = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly string[] Steps =
    [
        "look into the inbox", "load", "commit", "log the publishing", "publish", "remove from the outbox",
        "load 2", "load 3", "load 4", "commit 2", "load 5", "log the delivery",
    ];

    private static readonly string[] RefusalSteps = ["look into the inbox", "load", "keep the dead letter", "log the delivery"];
    private static readonly string[] SweepSteps = ["read the outbox", "log the publishing", "publish", "remove from the outbox"];
    private static int _iterations;

    private readonly FakeTimeProvider _time = new(Start);

    public static TheoryData<string> Points => [.. CrashScript.Around(Steps)];

    public static TheoryData<string> PointsOfRefusal => [.. CrashScript.Around(RefusalSteps)];

    public static TheoryData<string> PointsOfSweep => [.. CrashScript.Around(SweepSteps)];

    /// <summary>Storage to work on.</summary>
    protected abstract CrashStorage Open(TimeProvider time);

    [Fact]
    public async Task Should_take_these_steps_and_no_others()
    {
        var script = new CrashScript();
        await RunAsync(Last, script);
        Assert.Equal(Sorted(CrashScript.Around(Steps)), Sorted(script.Passed));

        script = new CrashScript();
        await RunAsync(NeverAskedFor, script);
        Assert.Equal(Sorted(CrashScript.Around(RefusalSteps)), Sorted(script.Passed));
    }

    [Theory]
    [MemberData(nameof(Points))]
    public async Task When_the_process_dies_the_next_delivery_should_lead_to_the_same_end(string point) =>
        Assert.Equal(await RunAsync(Last, new CrashScript()), await RunAsync(Last, new CrashScript(point)));

    [Theory]
    [MemberData(nameof(PointsOfRefusal))]
    public async Task When_the_process_dies_while_it_refuses_should_keep_one_dead_letter(string point) =>
        Assert.Equal(await RunAsync(NeverAskedFor, new CrashScript()), await RunAsync(NeverAskedFor, new CrashScript(point)));

    [Theory]
    [MemberData(nameof(PointsOfSweep))]
    public async Task When_the_sweeper_dies_too_the_next_sweep_should_lead_to_the_same_end(string point) =>
        Assert.Equal(
            await RunAsync(Last, new CrashScript(), isDelivered: false),
            await RunAsync(Last, new CrashScript("after commit"), new CrashScript(point), isDelivered: false));

    /// <summary>Inbox and state are asked for at once, so the order of their answers is nobody's promise.</summary>
    private static IEnumerable<string> Sorted(IEnumerable<string> points) => points.Order(StringComparer.Ordinal);

    private static SelfplayComplete Last(int iteration) => new()
    {
        Config = Config,
        Iteration = iteration,
        JobId = JobIds.SelfPlay(Config, iteration, 0),
        Shard = 0,
        Data = Sample.Artifact('b', ArtifactKind.Games),
        Games = 10,
        Attempt = 1,
        Seconds = 1,
    };

    private static SelfplayComplete NeverAskedFor(int iteration) => Last(iteration) with { Shard = 7 };

    /// <summary>One iteration of one shard whose event is delivered until a process survives it, or never again where a sweeper is to do the rest.</summary>
    private async Task<string> RunAsync(Func<int, SelfplayComplete> said, CrashScript script, CrashScript? ofSweeper = null, bool isDelivered = true)
    {
        var iteration = Interlocked.Increment(ref _iterations);
        var storage = Open(_time);
        var key = AggregateKey.Iteration(Config, iteration);
        await storage.Aggregates.CommitAsync(Begun(key, iteration), CancellationToken.None);
        await BeginLearnerAsync(storage, iteration);
        var envelope = new EventFactory(_time, "/tests").Create(said(iteration), new AggregateKey($"job.{iteration}"), 1, 0, cause: null);
        using (var process = new HandlerProcess(storage, _time, script))
        {
            var survived = await process.DeliverAsync(Handler, envelope);
            Assert.Equal(!script.IsDead, survived);
        }

        if (script.IsDead && ofSweeper is null)
        {
            await ReviveAsync(storage, process => process.DeliverAsync(Handler, envelope));
        }

        _time.Advance(TimeSpan.FromMinutes(1));
        if (ofSweeper is not null)
        {
            using var dying = new HandlerProcess(storage, _time, ofSweeper);
            Assert.False(await dying.SweepAsync());
        }

        await ReviveAsync(storage, process => process.SweepAsync());
        return await OutcomeAsync(storage, key, envelope) + (isDelivered ? await LearnerAsync(storage) : string.Empty);
    }

    private async Task ReviveAsync(CrashStorage storage, Func<HandlerProcess, Task<bool>> work)
    {
        using var process = new HandlerProcess(storage, _time);
        Assert.True(await work(process));
    }

    /// <summary>The second half of handling changes what the iterations of the config share.</summary>
    private static async Task BeginLearnerAsync(CrashStorage storage, int iteration)
    {
        var key = AggregateKey.Learner(Config);
        var stored = await storage.Aggregates.LoadAsync<LearnerState>(key, CancellationToken.None);
        var state = new LearnerState { Config = Config, Begun = iteration, Playing = [iteration] };
        var commit = new Commit<LearnerState> { Key = key, State = state, Token = stored?.Token, Version = (stored?.Version ?? 0) + 1, InboxId = null, Outbox = [] };
        Assert.Equal(CommitOutcome.Committed, await storage.Aggregates.CommitAsync(commit, CancellationToken.None));
    }

    private static async Task<string> LearnerAsync(CrashStorage storage)
    {
        var learner = (await storage.Aggregates.LoadAsync<LearnerState>(AggregateKey.Learner(Config), CancellationToken.None))!.State;
        return $"{learner.Playing.Count} play, {learner.Working.Count} work";
    }

    private static Commit<IterationState> Begun(AggregateKey key, int iteration) => new()
    {
        Key = key,
        State = new IterationState
        {
            Config = Config,
            Iteration = iteration,
            Stage = IterationStage.SelfPlay,
            Plan = new IterationPlan { Shards = 1, GamesPerShard = 10, Seed = 1 },
            StartedAt = Start,
        },
        Token = null,
        Version = 1,
        InboxId = null,
        Outbox = [],
    };

    /// <summary>Everything that is left, apart from the number of the iteration and the times.</summary>
    private static async Task<string> OutcomeAsync(CrashStorage storage, AggregateKey key, EventEnvelope envelope)
    {
        var stored = (await storage.Aggregates.LoadAsync<IterationState>(key, CancellationToken.None))!;
        var logged = await storage.Log.OfCorrelationAsync(envelope.CorrelationId, CancellationToken.None).ToListAsync();
        var letters = await storage.DeadLetters.ListAsync(new DeadLetterQuery { CorrelationId = envelope.CorrelationId }, DeadLetterPage.Largest, null, CancellationToken.None);
        var job = JobIds.Of(Config, stored.State.Iteration);
        return JsonSerializer.Serialize(
            new
            {
                stored.Version,
                State = stored.State with { Iteration = 0, Sent = [], Timeline = [.. stored.State.Timeline.Select(entry => entry with { Time = default })] },
                Sent = stored.State.Sent.Select(sent => sent.Type),
                IsHandled = await storage.Aggregates.IsHandledAsync(key, envelope.Id, CancellationToken.None),
                Outbox = await storage.Aggregates.PendingAsync(key, CancellationToken.None).CountAsync(),
                Published = storage.Transport.Published.Where(said => said.CorrelationId == envelope.CorrelationId).DistinctBy(said => said.Id).Select(said => said.Type),
                Logged = logged.Select(said => said.Event.Type),
                Letters = letters.Letters.Select(kept => kept.Letter).Select(letter =>
                    (letter.Consumer, letter.Reason.Replace(job, string.Empty, StringComparison.Ordinal), letter.EventId == envelope.Id).ToString()),
            },
            new JsonSerializerOptions(EventJson.Options) { WriteIndented = true });
    }
}
