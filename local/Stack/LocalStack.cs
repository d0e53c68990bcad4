using System.Globalization;
using Microsoft.Extensions.Logging;
using RingRift.Azure.Topology;
using RingRift.Emulators.EventGrid;
using RingRift.Emulators.Storage;
using RingRift.Local.Commands;

namespace RingRift.Local.Stack;

/// <summary>Storage, Event Grid, functions and workers on this machine. Started in this order, stopped in the opposite one.</summary>
internal sealed class LocalStack : IAsyncDisposable
{
    private const int FunctionsPort = 7071;
    private const double RetryTimeScale = 0.1;
    private static readonly TimeSpan FunctionsStartTimeout = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan BetweenHealthChecks = TimeSpan.FromMilliseconds(250);

    private readonly Stack<IAsyncDisposable> _parts = new();
    private readonly List<ChildProcess> _processes = [];
    private readonly StackFolder _folder;

    private LocalStack(StackFolder folder) => _folder = folder;

    /// <summary>Where the parts answer.</summary>
    public StackEndpoints Endpoints { get; private set; } = null!;

    /// <summary>The functions' HTTP API.</summary>
    public FunctionsClient Functions { get; private set; } = null!;

    /// <summary>Restarts that people should know of.</summary>
    public IReadOnlyList<string> Notes =>
        [.. _processes.Where(process => process.Restarts > 0).Select(process => $"{Path.GetFileNameWithoutExtension(process.LogFile)} was started again {process.Restarts} times; see {process.LogFile}")];

    /// <summary>Ids of the running workers, for tests that kill them.</summary>
    public IEnumerable<int> WorkerProcessIds =>
        _processes.Where(process => Path.GetFileName(process.LogFile).StartsWith("worker", StringComparison.Ordinal)).Select(process => process.ProcessId).OfType<int>();

    /// <summary>Starts the stack in a folder that the caller has locked.</summary>
    /// <param name="folder">Where it lives.</param>
    /// <param name="workers">Worker processes.</param>
    /// <param name="settings">Environment variables for functions and workers.</param>
    /// <param name="tell">Told what is being started.</param>
    /// <param name="clock">Clock of the stack.</param>
    /// <param name="cancellationToken">Gives up and stops what was started.</param>
    /// <exception cref="CommandException">A part did not start.</exception>
    public static async Task<LocalStack> StartAsync(
        StackFolder folder, int workers, IReadOnlyDictionary<string, string> settings, Action<string> tell, TimeProvider clock, CancellationToken cancellationToken)
    {
        var stack = new LocalStack(folder);
        try
        {
            await stack.StartPartsAsync(workers, settings, tell, clock, cancellationToken).ConfigureAwait(false);
            return stack;
        }
        catch
        {
            await stack.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Ends with an error when a process was given up.</summary>
    public async Task FailedAsync() => await (await Task.WhenAny(_processes.Select(process => process.Completion)).ConfigureAwait(false)).ConfigureAwait(false);

    public async ValueTask DisposeAsync()
    {
        _folder.Withdraw();
        Functions?.Dispose();
        while (_parts.TryPop(out var part))
        {
            await part.DisposeAsync().ConfigureAwait(false);
        }
    }

    private async Task StartPartsAsync(
        int workers, IReadOnlyDictionary<string, string> settings, Action<string> tell, TimeProvider clock, CancellationToken cancellationToken)
    {
        var logs = Keep(new FileLogs(_folder.Logs, "stack"));
        tell("starting storage (Azurite is installed on the first run)");
        var azurite = Keep(await AzuriteProcess.StartAsync(
            new AzuriteOptions { DataFolder = _folder.Storage }, logs.Factory.CreateLogger<AzuriteProcess>(), cancellationToken).ConfigureAwait(false));
        var functionsAddress = new Uri($"http://127.0.0.1:{FreePort.Prefer(FunctionsPort)}/");
        tell("starting Event Grid");
        var key = Convert.ToHexString(System.Security.Cryptography.RandomNumberGenerator.GetBytes(16));
        var eventGrid = Keep(await EventGridEmulator.StartAsync(
            EventGridOptions(azurite.ConnectionString, functionsAddress, key), clock, logs.Factory, cancellationToken).ConfigureAwait(false));
        Endpoints = new StackEndpoints(azurite.ConnectionString, functionsAddress, eventGrid.TopicEndpoint(PipelineTopology.Topic));
        var environment = new Dictionary<string, string>(settings)
        {
            ["AzureWebJobsStorage"] = azurite.ConnectionString,
            ["EventGrid__TopicEndpoint"] = Endpoints.EventGrid.ToString(),
            ["EventGrid__TopicKey"] = key,
        };
        await StartFunctionsAsync(environment, tell, clock, cancellationToken).ConfigureAwait(false);
        tell("starting workers");
        for (var worker = 0; worker < workers; worker++)
        {
            Run(string.Create(CultureInfo.InvariantCulture, $"worker-{worker}"), StackPrograms.Worker, [], environment, clock);
        }

        await _folder.PublishAsync(Endpoints, cancellationToken).ConfigureAwait(false);
    }

    private async Task StartFunctionsAsync(Dictionary<string, string> environment, Action<string> tell, TimeProvider clock, CancellationToken cancellationToken)
    {
        tell("starting functions");
        Functions = new FunctionsClient(Endpoints.Functions);
        var process = Run("functions", StackPrograms.Functions, ["--port", Endpoints.Functions.Port.ToString(CultureInfo.InvariantCulture)], environment, clock);
        using var patience = new CancellationTokenSource(FunctionsStartTimeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            while (!await Functions.IsHealthyAsync(either.Token).ConfigureAwait(false))
            {
                var pause = Task.Delay(BetweenHealthChecks, clock, either.Token);
                await (await Task.WhenAny(pause, process.Completion).ConfigureAwait(false)).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new CommandException($"the functions did not answer at {Endpoints.Functions} within {FunctionsStartTimeout.TotalMinutes} minutes; their log is {process.LogFile}");
        }
    }

    private EventGridEmulatorOptions EventGridOptions(string storage, Uri functions, string key) => new()
    {
        Key = key,
        Topics = [PipelineTopology.Topic],
        Subscriptions = [.. PipelineTopology.Subscriptions.Select(subscription => EmulatedSubscriptions.Of(subscription, storage, functions))],
        JournalFolder = _folder.Events,
        RetryTimeScale = RetryTimeScale,
    };

    private ChildProcess Run(string name, string assembly, IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string> environment, TimeProvider clock)
    {
        var process = Keep(ChildProcess.Start(
            new ChildProcessOptions { Name = name, Assembly = assembly, Arguments = arguments, Environment = environment, LogFolder = _folder.Logs }, clock));
        _processes.Add(process);
        return process;
    }

    private T Keep<T>(T part)
        where T : IAsyncDisposable
    {
        _parts.Push(part);
        return part;
    }
}
