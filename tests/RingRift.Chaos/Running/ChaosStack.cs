using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using RingRift.Azure;
using RingRift.Azure.Topology;
using RingRift.Chaos.Faults;
using RingRift.Chaos.Model;
using RingRift.Chaos.Processes;
using RingRift.Emulators.EventGrid;
using RingRift.Emulators.EventGrid.Subscriptions;
using RingRift.Emulators.Storage;
using RingRift.Learning.Players;
using RingRift.Local.Stack;
using RingRift.Pipeline;
using RingRift.Pipeline.Jobs;

namespace RingRift.Chaos.Running;

/// <summary>Storage and Event Grid, which stay, and the host and the worker as processes of their own, which are killed.</summary>
internal sealed class ChaosStack : IAsyncDisposable
{
    private const string Key = "Y2hhb3M=";
    private const int FunctionsPort = 7171;
    private static readonly TimeSpan StartTimeout = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan ShuffleWindow = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(50);

    private readonly TimeProvider _clock;
    private readonly AzuriteProcess _azurite;
    private readonly FunctionsClient _functions;
    private readonly ServiceProvider _services;

    private ChaosStack(ChaosOptions options, int newest, TimeProvider clock, AzuriteProcess azurite, EventGridEmulator eventGrid, Uri functions)
    {
        (_clock, _azurite, EventGrid) = (clock, azurite, eventGrid);
        _functions = new FunctionsClient(functions, clock);
        var settings = Settings(options, newest);
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(
                settings.ToDictionary(pair => pair.Key.Replace("__", ":", StringComparison.Ordinal), string? (pair) => pair.Value))
            .Build();
        _services = new ServiceCollection().AddLogging().AddSingleton(clock).AddPipeline(configuration)
            .AddAzurePipeline(configuration).BuildServiceProvider();
        var port = functions.Port.ToString(CultureInfo.InvariantCulture);
        Host = Start(ChaosProgram.Host, ["--port", port], options, settings);
        Worker = Start(ChaosProgram.Worker, [], options, settings);
    }

    public EventGridEmulator EventGrid { get; }

    public ChildProcess Host { get; }

    public ChildProcess Worker { get; }

    public string StorageConnection => _azurite.ConnectionString;

    public static async Task<ChaosStack> StartAsync(ChaosOptions options, int newest, TimeProvider clock, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(options.Folder);

        // In memory: with files Azurite stops every five seconds to write all it has, and nothing here outlives the run.
        var azurite = await AzuriteProcess.StartAsync(cancellationToken: cancellationToken);
        var functions = new Uri($"http://127.0.0.1:{FreePort.Prefer(FunctionsPort)}/");
        var eventGrid = await EventGridEmulator.StartAsync(
            EventGridOptions(options, azurite.ConnectionString, functions), clock, cancellationToken: cancellationToken);
        var stack = new ChaosStack(options, newest, clock, azurite, eventGrid, functions);
        try
        {
            using var patience = new CancellationTokenSource(StartTimeout, clock);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
            await stack.WhenHealthyAsync(either.Token);
            return stack;
        }
        catch (Exception fault)
        {
            await stack.DisposeAsync();
            throw fault is OperationCanceledException && !cancellationToken.IsCancellationRequested
                ? new IOException($"the host did not answer within {StartTimeout}; its log is {stack.Host.LogFile}", fault)
                : fault;
        }
    }

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>Completes when the host answers.</summary>
    public async Task WhenHealthyAsync(CancellationToken cancellationToken)
    {
        while (!await _functions.IsHealthyAsync(cancellationToken))
        {
            var pause = Task.Delay(BetweenLooks, _clock, cancellationToken);
            await await Task.WhenAny(pause, Host.Completion, Worker.Completion);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _functions.Dispose();
        await Task.WhenAll(Host.DisposeAsync().AsTask(), Worker.DisposeAsync().AsTask());
        await _services.DisposeAsync();
        await EventGrid.DisposeAsync();
        await _azurite.DisposeAsync();
    }

    private static EventGridEmulatorOptions EventGridOptions(ChaosOptions options, string storage, Uri functions) => new()
    {
        Key = Key,
        Topics = [PipelineTopology.Topic],
        Subscriptions =
        [
            .. PipelineTopology.Subscriptions.Where(IsHosted).Select(route => EmulatedSubscriptions.Of(route, storage, functions))
        ],
        RetryTimeScale = 0.01,
        MaxParallelDeliveries = 24,
        Chaos = new EventChaos(options.Duplicates, ShuffleWindow),
        Seed = options.Seed,
    };

    private static bool IsHosted(EventRoute route) =>
        route.Queue is { } queue ? queue is JobQueues.Selfplay or JobQueues.Sync or JobQueues.Training or JobQueues.Match : ChaosHost.Functions.Contains(route.Consumer);

    private Dictionary<string, string> Settings(ChaosOptions options, int newest) => new()
    {
        ["AzureWebJobsStorage"] = StorageConnection,
        ["EventGrid__TopicEndpoint"] = EventGrid.TopicEndpoint(PipelineTopology.Topic).ToString(),
        ["EventGrid__TopicKey"] = Key,
        [FaultSettings.RateName] = options.Faults.ToString(CultureInfo.InvariantCulture),
        [FaultSettings.SeedName] = options.Seed.ToString(CultureInfo.InvariantCulture),
        [FaultSettings.ControlName] = options.Control.ToString(),

        // How many iterations begin must be known.
        ["Pipeline__MaxIterations"] = newest.ToString(CultureInfo.InvariantCulture),
        ["Pipeline__ShardsPerIteration"] = ChaosModel.ShardsOfBegun.ToString(CultureInfo.InvariantCulture),
        ["Pipeline__Lanes"] = ChaosModel.Lanes.ToString(CultureInfo.InvariantCulture),
        ["BackPressure__ActivateAt"] = "1000000",
        ["BackPressure__MatchActivateAt"] = "1000000",

        // Trainings in plenty, whose candidates all play and are all refused as champions.
        ["Pipeline__FirstTrainingRows"] = "300",
        ["Pipeline__RowsPerTraining"] = "900",
        ["Pipeline__WindowRows"] = "2000",
        ["Pipeline__GeneratorFloor"] = "0",
        ["Pipeline__PairsPerChunk"] = "1",
        ["Pipeline__PairsAgainstChampion"] = "4",
        ["Pipeline__PromotionTest__Elo0"] = "-100",
        ["Pipeline__PromotionTest__Elo1"] = "100",
        ["Pipeline__PromotionTest__Alpha"] = "0.45",
        ["Pipeline__PromotionTest__Beta"] = "0.45",
        ["Pipeline__PairsAgainstGenerator"] = "2",
        ["Pipeline__PairsAgainstBaseline"] = "2",
        ["Pipeline__PairsAgainstPast"] = "0",
        ["Pipeline__Baselines"] = Baseline.Random,
        ["Outbox__SweepAfter"] = "00:00:03",

        // Nothing handles what is in the sync queue: the audit would send each of its events again, and wait for a handling that never comes.
        ["DeliveryAudit__After"] = "06:00:00",
        ["Worker__PollSeconds"] = "0.1",
        ["Worker__LeaseSeconds"] = "3",
        ["Worker__RetrySeconds"] = "0.2",

        // Injected faults are no reason to give a job up.
        ["Worker__MaxFailures"] = "100",
        ["Logging__LogLevel__Default"] = "Warning",
        ["Logging__LogLevel__RingRift.FunctionsRuntime.Invocation"] = "None",
    };

    private ChildProcess Start(
        string program, IReadOnlyList<string> arguments, ChaosOptions options, Dictionary<string, string> settings) =>
        ChildProcess.Start(
        new ChildProcessOptions
        {
            Name = program,
            Assembly = typeof(ChaosStack).Assembly.Location,
            Arguments = [program, .. arguments],
            Environment = settings,
            LogFolder = options.Folder,
            MaxRestarts = 5,
            Healthy = TimeSpan.FromSeconds(1),
        },
        _clock);
}
