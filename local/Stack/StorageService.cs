using Microsoft.Extensions.Logging;
using RingRift.Emulators.Storage;

namespace RingRift.Local.Stack;

/// <summary>The stack's storage: Azurite, started again at the same ports on the same data when it dies or hangs.</summary>
internal sealed class StorageService : IAsyncDisposable
{
    private const string Name = "storage";

    // Together with the pauses between them less than a minute for starts that fail at once.
    private const int MaxRestarts = 4;

    private readonly AzuriteOptions _options;
    private readonly ILogger<AzuriteProcess> _logger;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Supervision _supervision;
    private readonly Liveness _liveness;
    private AzuriteProcess? _azurite;

    private StorageService(AzuriteProcess azurite, AzuriteOptions options, FileLogs logs, TimeProvider clock)
    {
        (_azurite, _logger, ConnectionString) = (azurite, logs.Factory.CreateLogger<AzuriteProcess>(), azurite.ConnectionString);
        _options = options with
        {
            BlobPort = azurite.BlobEndpoint.Port,
            QueuePort = azurite.QueueEndpoint.Port,
            TablePort = azurite.TableEndpoint.Port,
        };
        var question = azurite.BlobEndpoint;
        _liveness = new Liveness(() => question, clock);
        _supervision = new Supervision(Name, logs.Path, clock) { MaxRestarts = MaxRestarts };
        ProcessId = azurite.ProcessId;
        Completion = Task.Run(() => _supervision.RunAsync(RunOnceAsync, _stopping.Token));
    }

    /// <summary>Where it answers, whichever process that is.</summary>
    public string ConnectionString { get; }

    /// <summary>Id of the newest process.</summary>
    public int ProcessId { get; private set; }

    /// <summary>What people should know of it; null when there is nothing.</summary>
    public string? Note => _supervision.Note(_liveness);

    /// <summary>Ends with an error when storage was given up, otherwise only with the stack.</summary>
    public Task Completion { get; }

    /// <exception cref="AzuriteException">It did not start the first time.</exception>
    public static async Task<StorageService> StartAsync(
        AzuriteOptions options, FileLogs logs, TimeProvider clock, CancellationToken cancellationToken) =>
        new(
        await AzuriteProcess.StartAsync(options, logs.Factory.CreateLogger<AzuriteProcess>(), cancellationToken).ConfigureAwait(false),
        options, logs, clock);

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);

        // Whoever awaits Completion has seen how it ended.
        await Completion.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stopping.Dispose();
        _liveness.Dispose();
    }

    private async Task<ProcessEnd> RunOnceAsync(CancellationToken stopping)
    {
        try
        {
            var azurite = _azurite ?? await AzuriteProcess.StartAsync(_options, _logger, stopping).ConfigureAwait(false);
            (_azurite, ProcessId) = (null, azurite.ProcessId);
            await using (azurite.ConfigureAwait(false))
            {
                return await UntilEndedAsync(azurite, stopping).ConfigureAwait(false);
            }
        }
        catch (AzuriteException failed)
        {
            return new ProcessEnd("before it listened", failed.Message);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return new ProcessEnd("with the stack", string.Empty);
        }
    }

    private async Task<ProcessEnd> UntilEndedAsync(AzuriteProcess azurite, CancellationToken stopping)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var gone = azurite.WaitForEndAsync(ended.Token);
        var hanging = _liveness.UntilHangingAsync(ended.Token);
        await Task.WhenAny(gone, hanging).ConfigureAwait(false);
        await ended.CancelAsync().ConfigureAwait(false);
        await ((Task)gone).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await hanging.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return gone.IsCompletedSuccessfully
            ? new ProcessEnd($"with exit code {gone.Result.ExitCode}", gone.Result.LastWords)
            : new ProcessEnd("because it hung", $"no answer for {Liveness.Patience.TotalSeconds:0} s");
    }
}
