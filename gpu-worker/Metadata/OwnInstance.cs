using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace RingRift.GpuWorker.Metadata;

/// <summary>Finds out, once, which machine this is.</summary>
public sealed partial class OwnInstance(
    MetadataClient metadata, IOptions<MetadataOptions> options, TimeProvider time, ILogger<OwnInstance> logger)
    : IDisposable
{
    private const int Attempts = 3;
    private readonly SemaphoreSlim _once = new(1, 1);
    private string? _name;
    private bool _isKnown;

    private string? Named => options.Value.InstanceName is { Length: > 0 } name ? name : null;

    /// <summary>The name of this machine; null where neither the settings nor a metadata service name it.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<string?> NameAsync(CancellationToken cancellationToken)
    {
        await _once.WaitAsync(cancellationToken);
        try
        {
            if (!_isKnown)
            {
                _name = options.Value.Mode == MetadataMode.Off ? Named : await DetectAsync(cancellationToken);
                _isKnown = true;
            }

            return _name;
        }
        finally
        {
            _once.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _once.Dispose();

    private async Task<string?> DetectAsync(CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var found = (await metadata.InstanceAsync(cancellationToken)).Name;
                var name = Named ?? found;
                LogFound(name);
                return name;
            }
            catch (MetadataException e) when (options.Value.Mode == MetadataMode.Auto && attempt == Attempts)
            {
                LogAbsent(e.Message);
                return null;
            }
            catch (MetadataException e) when (options.Value.Mode == MetadataMode.On)
            {
                LogNotYet(e.Message);
            }
            catch (MetadataException)
            {
                // The network of a container may come up a moment after it.
            }

            await Task.Delay(TimeSpan.FromSeconds(options.Value.PollSeconds), time, cancellationToken);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "this is machine {Name}")]
    private partial void LogFound(string name);

    [LoggerMessage(Level = LogLevel.Debug, Message = "there is no instance metadata service: {Reason}")]
    private partial void LogAbsent(string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "the instance metadata service does not answer; asking again: {Reason}")]
    private partial void LogNotYet(string reason);
}
