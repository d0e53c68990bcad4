using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using RingRift.Azure.Workers;
using RingRift.GpuWorker.Metadata;
using RingRift.GpuWorker.Status;
using RingRift.Pipeline.Jobs;

namespace RingRift.GpuWorker.ScaleIn;

/// <summary>
/// Keeps this machine's scale-in protection as <see cref="ScaleInPolicy"/> wants it, looking every few seconds. No job waits for it, and
/// none fails with it. Does nothing where no scale set is configured.
/// </summary>
public sealed partial class ScaleInGuard(
    IEnumerable<IScaleInProtection> protections, OwnInstance own, WorkerStatus status, IOptions<WorkerScaleSetOptions> options,
    TimeProvider time,
    ILogger<ScaleInGuard> logger) : BackgroundService
{
    private static readonly TimeSpan LastCallTime = TimeSpan.FromSeconds(5);
    private readonly IScaleInProtection? _protection = protections.FirstOrDefault();
    private string? _instance;

    /// <summary>What was last set; null as long as nobody knows, as after a crash that left the machine protected.</summary>
    private bool? _isProtected;

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        if (_instance is { } instance && _isProtected != false)
        {
            using var limit = new CancellationTokenSource(LastCallTime, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
            await TrySetAsync(instance, false, either.Token);
        }
    }

    /// <summary>Looks once.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Whether there is anything to look for: a scale set, and the name of this machine in it.</returns>
    internal async Task<bool> CheckAsync(CancellationToken cancellationToken)
    {
        if (_protection is null)
        {
            return false;
        }

        _instance ??= await own.NameAsync(cancellationToken);
        if (_instance is null)
        {
            LogNameless();
            return false;
        }

        var wanted = ScaleInPolicy.IsWanted(status.Current);
        if (_isProtected != wanted)
        {
            await TrySetAsync(_instance, wanted, cancellationToken);
        }

        return true;
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested && await CheckAsync(stoppingToken))
        {
            await Task.Delay(
                TimeSpan.FromSeconds(options.Value.CheckSeconds), time,
                stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task TrySetAsync(string instance, bool isProtected, CancellationToken cancellationToken)
    {
        // Until the answer is there nobody knows.
        _isProtected = null;
        try
        {
            await _protection!.SetAsync(instance, isProtected, cancellationToken);
            _isProtected = isProtected;
            LogSet(instance, isProtected ? "protected from" : "open to");
        }
        catch (ScaleInProtectionException e)
        {
            LogNotSet(e);
        }
        catch (OperationCanceledException e) when (cancellationToken.IsCancellationRequested)
        {
            LogNotSet(e);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "instance {Instance} is {State} scale-in")]
    private partial void LogSet(string instance, string state);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "a scale set is configured, but neither Metadata:InstanceName nor a metadata service names this machine; it is not protected")]
    private partial void LogNameless();

    [LoggerMessage(Level = LogLevel.Warning, Message = "the scale-in protection could not be changed; jobs go on, and it is tried again")]
    private partial void LogNotSet(Exception error);
}
