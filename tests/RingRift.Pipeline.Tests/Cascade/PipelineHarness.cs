using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using RingRift.Eventing.Aggregates;
using RingRift.Eventing.Artifacts;
using RingRift.Eventing.Catalogue;
using RingRift.Eventing.DeadLetters;
using RingRift.Eventing.Delivery;
using RingRift.Eventing.Envelope;
using RingRift.Eventing.Json;
using RingRift.Eventing.Log;
using RingRift.InMemory;
using RingRift.Pipeline.Champions;
using RingRift.Pipeline.Champions.Pool;
using RingRift.Pipeline.Champions.Regression;
using RingRift.Pipeline.Compliance;
using RingRift.Pipeline.Iterations;
using RingRift.Pipeline.Operations.Daemons;
using RingRift.Pipeline.Runs;

namespace RingRift.Pipeline.Tests.Cascade;

/// <summary>The whole main line in memory: real stages, real games and networks, a tiny plan.</summary>
public sealed class PipelineHarness : IDisposable
{
    public const string Config = "hex8_2p";

    private readonly ServiceProvider _services;

    /// <param name="overrides">Settings of section Pipeline; a name that begins with a colon is that of another section.</param>
    public PipelineHarness(params (string Name, string Value)[] overrides)
    {
        Clock = new SettableClock(Time);
        var settings = new Dictionary<string, string?>
        {
            ["Pipeline:ShardsPerIteration"] = "2",
            ["Pipeline:GamesPerShard"] = "2",
            ["Pipeline:FirstGamesPerShard"] = "3",
            ["Pipeline:Lanes"] = "1",
            ["Pipeline:Lockstep"] = "true",
            ["Pipeline:LockstepLag"] = "1",
            ["Pipeline:FirstTrainingRows"] = "1",
            ["Pipeline:RowsPerTraining"] = "1",
            ["Pipeline:PairsAgainstGenerator"] = "1",
            ["Pipeline:GeneratorFloor"] = "0",
            ["Pipeline:Quality:MinRows"] = "10",
            ["Pipeline:PairsPerChunk"] = "1",
            ["Pipeline:PairsAgainstChampion"] = "4",
            ["Pipeline:PairsAgainstBaseline"] = "3",
            ["Pipeline:PairsAgainstPast"] = "2",
            ["Pipeline:MatchSimulations"] = "2",
            ["Pipeline:Baselines"] = "random",
            ["Pipeline:PromotionTest:Elo0"] = "-100",
            ["Pipeline:PromotionTest:Elo1"] = "100",
            ["Pipeline:PromotionTest:Alpha"] = "0.45",
            ["Pipeline:PromotionTest:Beta"] = "0.45",
            ["Pipeline:RandomFloor"] = "0",
            ["Pipeline:ChunksAhead"] = "2",
            ["Pipeline:MaxIterations"] = "3",
            ["Pipeline:Seed"] = "5",
        };
        foreach (var (name, value) in overrides)
        {
            var whole = name.Contains(':', StringComparison.Ordinal) && !name.StartsWith("Quality", StringComparison.Ordinal);
            settings[name[0] == ':' ? name[1..] : whole ? name : "Pipeline:" + name] = value;
        }

        var services = new ServiceCollection().AddLogging(logging => logging.AddProvider(Log));
        services.AddSingleton<TimeProvider>(Clock);
        services.AddInMemoryPipeline();
        services.AddPipeline(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());
        services.AddSingleton<TestWorker>();
        _services = services.BuildServiceProvider();
    }

    public FakeTimeProvider Time { get; } = new(Sample.Noon);

    /// <summary>The clock of every part, which may be wrong about the time.</summary>
    public SettableClock Clock { get; }

    public FaultInjector Faults => Get<FaultInjector>();

    public InMemoryEventBus Bus => Get<InMemoryEventBus>();

    public InMemoryArtifactStore Artifacts => Get<InMemoryArtifactStore>();

    public LogRecorder Log { get; } = new();

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>Time goes by, and everybody believes the clock that says so.</summary>
    public async Task PassAsync(TimeSpan time)
    {
        Time.Advance(time);
        await SampleClock.BelieveAsync(Get<IAggregateStore>(), Clock);
    }

    public Task<RunStarted> StartAsync() => StartAsync(Config);

    public Task<RunStarted> StartAsync(string config) => Get<RunStarter>().StartAsync(config, CancellationToken.None);

    public async Task<RunStatus> StatusAsync() => (await Get<RunStatusReader>().ReadAsync(Config, CancellationToken.None))!;

    public Task<IReadOnlyList<IterationState>> IterationsAsync(string config = Config) => Get<IterationStore>().ListAsync(config, unreadable: null, CancellationToken.None);

    public EventPump Pump(Delivery? delivery = null, Func<EventEnvelope, bool>? isLost = null, Func<string, EventEnvelope, bool>? isLostTo = null) =>
        new(Get<EventDispatcher>(), Get<TestWorker>(), Get<DeliveryObserver>(), Bus, delivery ?? new Delivery(), isLost, isLostTo);

    /// <summary>Delivers everything until nothing waits anywhere, outboxes included.</summary>
    public async Task RunToEndAsync(Delivery? delivery = null)
    {
        var pump = Pump(delivery);
        do
        {
            await pump.DrainAsync();
            Time.Advance(TimeSpan.FromMinutes(1));
        }
        while (await SweepAsync() > 0);
    }

    /// <summary>Delivers everything but what is lost, with the daemons at work as time goes by, until the run stops by itself.</summary>
    public async Task RunWithDaemonsAsync(
        Func<EventEnvelope, bool>? isLost = null, int minutes = 300, Func<string, EventEnvelope, bool>? isLostTo = null, int minutesAfter = 0)
    {
        var pump = Pump(isLost: isLost, isLostTo: isLostTo);
        for (var minute = 0; minute < minutes; minute++)
        {
            await pump.DrainAsync();
            await pump.RedeliverAsync(Get<InMemoryRedeliveryQueue>());
            await Get<DeliveryLogWriter>().FlushAsync(CancellationToken.None);
            if (await StatusAsync() is { Stopped: not null } && minutesAfter-- <= 0)
            {
                return;
            }

            Time.Advance(TimeSpan.FromMinutes(1));
            await Get<DaemonRunner>().RunDueAsync(CancellationToken.None);
        }

        var status = await StatusAsync();
        Assert.Fail($"the run is not over after {minutes} minutes: {status.SelfPlay}, {status.Training}, {status.Evaluation}");
    }

    /// <summary>A whole run; a start that crashes is started again, as people would.</summary>
    public async Task RunAsync(Delivery? delivery = null)
    {
        while (true)
        {
            try
            {
                await StartAsync();
                break;
            }
            catch (InjectedFaultException)
            {
            }
        }

        await RunToEndAsync(delivery);
    }

    /// <summary>Everything a run leaves behind but its times and who came last: states, champions, what distinct events said, and aliases.</summary>
    public async Task<string> OutcomeAsync(Func<IterationState, IterationState>? without = null, string config = Config)
    {
        var champions = new List<Champion>();
        await foreach (var champion in Get<IChampionStore>().HistoryAsync(config, CancellationToken.None))
        {
            champions.Add(champion);
        }

        var outcome = new
        {
            Iterations = (await IterationsAsync(config)).Select(without ?? (state => state)).Select(WithoutTimes),
            Champions = champions,
            Pool = (await Get<IAggregateStore>().LoadAsync<OpponentPoolState>(AggregateKey.Opponents(config), CancellationToken.None))?.State,
            Watch = (await Get<IAggregateStore>().LoadAsync<RegressionState>(AggregateKey.Regression(config), CancellationToken.None))?.State,
            Events = Bus.Published.Where(e => e.Subject.StartsWith(config, StringComparison.Ordinal) && EventCatalogue.Of(e.Type).Consumers.Count > 0).DistinctBy(e => e.Id).Select(e => $"{e.Type} {e.Subject} {e.Data}").Order(StringComparer.Ordinal),
            Aliases = Artifacts.Aliases.Where(alias => alias.Key.Contains(config, StringComparison.Ordinal)).OrderBy(alias => alias.Key, StringComparer.Ordinal).Select(alias => $"{alias.Key} = {alias.Value.Sha256}"),
        };
        return JsonSerializer.Serialize(outcome, new JsonSerializerOptions(EventJson.Options) { WriteIndented = true });
    }

    public async Task<IReadOnlyList<DeadLetter>> DeadLettersAsync()
    {
        var page = await Get<IDeadLetterStore>().ListAsync(new DeadLetterQuery(), DeadLetterPage.Largest, null, CancellationToken.None);
        return [.. page.Letters.Select(stored => stored.Letter)];
    }

    public async Task<ArtifactRef> PutAsync(ArtifactKind kind, byte[] bytes)
    {
        using var content = new MemoryStream(bytes);
        return await Artifacts.PutAsync(kind, content, CancellationToken.None);
    }

    public async Task SaveAsync(IterationState state)
    {
        var store = Get<IAggregateStore>();
        var old = await store.LoadAsync<IterationState>(state.Key(), CancellationToken.None);
        var commit = new Commit<IterationState>
        {
            Key = state.Key(),
            State = state,
            Token = old?.Token,
            Version = (old?.Version ?? 0) + 1,
            InboxId = null,
            Outbox = [],
        };
        Assert.Equal(CommitOutcome.Committed, await store.CommitAsync(commit, CancellationToken.None));
    }

    public void Dispose() => _services.Dispose();

    private async Task<int> SweepAsync()
    {
        try
        {
            return await Get<OutboxSweeper>().SweepAsync(CancellationToken.None);
        }
        catch (InjectedFaultException)
        {
            return 1;
        }
    }

    private static IterationState WithoutTimes(IterationState state) => state with
    {
        StartedAt = default,
        Sent = [],
        EndedBy = null,
        FinishedAt = state.FinishedAt is null ? null : default(DateTimeOffset),
        Timeline =
        [
            .. state.Timeline.Select(entry => entry with { Time = default })
                .OrderBy(entry => entry.Type).ThenBy(entry => entry.Note, StringComparer.Ordinal),
        ],
    };
}
