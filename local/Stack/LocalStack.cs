using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using RingRift.Azure.Topology;
using RingRift.Emulators.EventGrid;
using RingRift.Emulators.EventGrid.Subscriptions;
using RingRift.Local.Arguments;

namespace RingRift.Local.Stack;

/// <summary>Storage, Event Grid, functions and workers on this machine. Started in this order, stopped in the opposite one.</summary>
internal sealed partial class LocalStack : IAsyncDisposable
{
    private const int FunctionsPort = 7071;
    private const double RetryTimeScale = 0.1;
    private const string FunctionsName = "functions";
    private const string WorkerName = "worker";
    private static readonly TimeSpan FunctionsStartTimeout = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan BetweenHealthChecks = TimeSpan.FromMilliseconds(250);

    private readonly Stack<IAsyncDisposable> _parts = new();
    private readonly List<ChildProcess> _processes = [];
    private readonly StackFolder _folder;
    private readonly StackPlan _plan;
    private readonly TimeProvider _clock;
    private readonly StackClock _stackClock;
    private FileLogs? _logs;
    private StorageService? _storage;
    private DiskWatch? _disk;
    private ILogger _logger = NullLogger.Instance;

    private LocalStack(StackFolder folder, StackPlan plan, TimeProvider clock) =>
        (_folder, _plan, _clock, _stackClock) = (folder, plan, clock, new StackClock(folder.Root, clock));

    /// <summary>Where the parts answer.</summary>
    public StackEndpoints Endpoints { get; private set; } = null!;

    /// <summary>The functions' HTTP API.</summary>
    public FunctionsClient Functions { get; private set; } = null!;

    /// <summary>Restarts, silence and a wrong clock: what people should know of.</summary>
    public IReadOnlyList<string> Notes =>
        [.. _processes.Select(process => process.Note).Prepend(_storage?.Note).OfType<string>(), .. _stackClock.Notes()];

    /// <summary>Id of the running storage, for tests that kill it.</summary>
    public int? StorageProcessId => _storage?.ProcessId;

    /// <summary>Ids of the running workers, for tests that kill them.</summary>
    public IEnumerable<int> WorkerProcessIds => ProcessIds(WorkerName);

    /// <summary>Id of the running functions host, for tests that kill it; null while there is none.</summary>
    public int? FunctionsProcessId => ProcessIds(FunctionsName).Cast<int?>().FirstOrDefault();

    /// <summary>Starts the stack in a folder that the caller has locked.</summary>
    /// <param name="folder">Where it lives.</param>
    /// <param name="plan">What it is made of.</param>
    /// <param name="tell">Told what is being started.</param>
    /// <param name="clock">Clock of the stack.</param>
    /// <param name="cancellationToken">Gives up and stops what was started.</param>
    /// <exception cref="CommandException">A part did not start.</exception>
    public static async Task<LocalStack> StartAsync(
        StackFolder folder, StackPlan plan, Action<string> tell, TimeProvider clock, CancellationToken cancellationToken)
    {
        var stack = new LocalStack(folder, plan, clock);
        try
        {
            await stack.StartPartsAsync(tell, cancellationToken).ConfigureAwait(false);
            return stack;
        }
        catch
        {
            await stack.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Ends with an error when a process was given up, or nothing can be written any more.</summary>
    public async Task FailedAsync() =>
        await (await Task.WhenAny([.. _processes.Select(process => process.Completion), _storage!.Completion, _disk!.Completion])
            .ConfigureAwait(false)).ConfigureAwait(false);

    /// <summary>
    /// Stops the processes at once, since each may take its time, then what they stand on. A part that does not stop is logged and hinders
    /// no other.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            _folder.Withdraw();
        }
        finally
        {
            Functions?.Dispose();
            await Task.WhenAll(_processes.Select(StopAsync)).ConfigureAwait(false);
            while (_parts.TryPop(out var part))
            {
                await StopAsync(part).ConfigureAwait(false);
            }

            _logs?.Dispose();
        }
    }

    private async Task StopAsync(IAsyncDisposable part)
    {
        try
        {
            await part.DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            LogNotStopped(exception, part.GetType().Name);
        }
    }

    private async Task StartPartsAsync(Action<string> tell, CancellationToken cancellationToken)
    {
        _disk = Keep(DiskWatch.Start(_folder.Root, _plan.DiskReserve, _clock));
        var logs = _logs = new FileLogs(_folder.Logs, "stack");
        _logger = logs.Factory.CreateLogger<LocalStack>();
        tell("starting storage (Azurite is installed on the first run)");
        var storage = _storage = Keep(
            await StorageService.StartAsync(_plan.Storage(_folder.Storage), logs, _clock, cancellationToken).ConfigureAwait(false));
        var functions = _plan.Functions ?? new Uri($"http://127.0.0.1:{FreePort.Prefer(FunctionsPort)}/");
        tell("starting Event Grid");
        var key = _plan.EventGridKey ?? Convert.ToHexString(RandomNumberGenerator.GetBytes(16));
        var eventGrid = Keep(
            await StartEventGridAsync(
                EventGridOptions(storage.ConnectionString, functions, key), logs, cancellationToken).ConfigureAwait(false));
        Endpoints = new StackEndpoints(storage.ConnectionString, functions, eventGrid.TopicEndpoint(PipelineTopology.Topic));
        Functions = new FunctionsClient(functions, _clock);
        await StartProcessesAsync(ProcessEnvironment(key), tell, cancellationToken).ConfigureAwait(false);
        await _folder.PublishAsync(Endpoints, cancellationToken).ConfigureAwait(false);
    }

    private async Task<EventGridEmulator> StartEventGridAsync(
        EventGridEmulatorOptions options, FileLogs logs, CancellationToken cancellationToken)
    {
        try
        {
            return await EventGridEmulator.StartAsync(options, _clock, logs.Factory, cancellationToken).ConfigureAwait(false);
        }
        catch (InvalidDataException damaged)
        {
            throw new CommandException(damaged.Message, damaged);
        }
    }

    private Dictionary<string, string> ProcessEnvironment(string key) => new(_plan.Settings)
    {
        ["AzureWebJobsStorage"] = Endpoints.StorageConnectionString,
        ["EventGrid__TopicEndpoint"] = Endpoints.EventGrid.ToString(),
        ["EventGrid__TopicKey"] = key,
    };

    /// <summary>
    /// Several workers share this machine and its cores, so each tells its health at a port of its own; and no platform announces anything here.
    /// </summary>
    private Dictionary<string, string> WorkerEnvironment(Dictionary<string, string> environment)
    {
        var own = new Dictionary<string, string>(environment);
        own.TryAdd("Health__Address", "http://127.0.0.1:0");
        own.TryAdd("Metadata__Mode", "Off");
        own.TryAdd("SelfPlay__Threads", Math.Max(1, Environment.ProcessorCount / _plan.Workers).ToString(CultureInfo.InvariantCulture));
        return own;
    }

    /// <summary>
    /// Every worker plays and one job more waits, so that none waits for a job, and a new network soon plays. Looking into a queue costs nothing here but a
    /// request to Azurite: it is done more often than on Azure, where each is paid for.
    /// </summary>
    private Dictionary<string, string> FunctionsEnvironment(Dictionary<string, string> environment)
    {
        var own = new Dictionary<string, string>(environment);
        own.TryAdd("Pipeline__Lanes", (_plan.Workers + 1).ToString(CultureInfo.InvariantCulture));
        own.TryAdd("AzureFunctionsJobHost__extensions__queues__maxPollingInterval", "00:00:00.5");
        return own;
    }

    private async Task StartProcessesAsync(Dictionary<string, string> environment, Action<string> tell, CancellationToken cancellationToken)
    {
        if (_plan.Functions is null)
        {
            tell("starting functions");
            await StartFunctionsAsync(environment, cancellationToken).ConfigureAwait(false);
        }

        tell("starting workers");
        for (var worker = 0; worker < _plan.Workers; worker++)
        {
            Run(string.Create(
                CultureInfo.InvariantCulture, $"{WorkerName}-{worker}"), StackPrograms.Worker, [], WorkerEnvironment(environment));
        }
    }

    private async Task StartFunctionsAsync(Dictionary<string, string> environment, CancellationToken cancellationToken)
    {
        var port = Endpoints.Functions.Port.ToString(CultureInfo.InvariantCulture);
        var process = Run(FunctionsName, StackPrograms.Functions, ["--port", port], FunctionsEnvironment(environment), Endpoints.Functions);
        using var patience = new CancellationTokenSource(FunctionsStartTimeout, _clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            while (!await Functions.IsHealthyAsync(either.Token).ConfigureAwait(false))
            {
                var pause = Task.Delay(BetweenHealthChecks, _clock, either.Token);
                await (await Task.WhenAny(pause, process.Completion).ConfigureAwait(false)).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new CommandException(
                $"the functions did not answer at {Endpoints.Functions} within {FunctionsStartTimeout.TotalMinutes} minutes; their log is {process.LogFile}");
        }
    }

    private EventGridEmulatorOptions EventGridOptions(string storage, Uri functions, string key) => new()
    {
        Port = _plan.EventGridPort,
        Key = key,
        Topics = [PipelineTopology.Topic],
        Subscriptions =
        [
            .. PipelineTopology.Subscriptions.Select(subscription => EmulatedSubscriptions.Of(subscription, storage, functions))
        ],
        JournalFolder = _folder.Events,
        RetryTimeScale = RetryTimeScale,
    };

    private ChildProcess Run(
        string name, string assembly, IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string> environment, Uri? health = null)
    {
        var process = ChildProcess.Start(
            new ChildProcessOptions
            {
                Name = name,
                Assembly = assembly,
                Arguments = arguments,
                Environment = environment,
                LogFolder = _folder.Logs,
                Health = health,
            }, _clock);
        _processes.Add(process);
        return process;
    }

    private IEnumerable<int> ProcessIds(string name) => _processes
        .Where(process => Path.GetFileName(process.LogFile).StartsWith(name, StringComparison.Ordinal))
        .Select(process => process.ProcessId)
        .OfType<int>();

    private T Keep<T>(T part)
        where T : IAsyncDisposable
    {
        _parts.Push(part);
        return part;
    }

    [LoggerMessage(1, LogLevel.Error, "{Part} could not be stopped")]
    private partial void LogNotStopped(Exception exception, string part);
}
