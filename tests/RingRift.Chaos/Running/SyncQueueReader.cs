using System.Collections.Concurrent;
using RingRift.Pipeline.Jobs;

namespace RingRift.Chaos.Running;

/// <summary>Stands at the end of the queue behind DATA_SYNC_TRIGGERED and remembers which events came for which iteration.</summary>
internal sealed class SyncQueueReader(ChaosStack stack, TimeProvider clock)
{
    private static readonly TimeSpan WhenEmpty = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Hidden = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<string, ConcurrentDictionary<string, int>> _bySubject = new(StringComparer.Ordinal);

    /// <summary>Distinct ids of the events of an iteration.</summary>
    public IReadOnlyCollection<string> IdsOf(string subject) => _bySubject.TryGetValue(subject, out var ids) ? [.. ids.Keys] : [];

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var queue = stack.Get<IJobQueue>();
        while (!cancellationToken.IsCancellationRequested)
        {
            if (await queue.ReceiveAsync(JobQueues.Sync, Hidden, cancellationToken) is { } message)
            {
                var envelope = message.Event
                    ?? throw new InvalidDataException($"a message in {JobQueues.Sync} is no event: {message.FormatError}");
                _bySubject.GetOrAdd(
                    envelope.Subject, _ => new(StringComparer.Ordinal)).AddOrUpdate(envelope.Id, 1, (_, times) => times + 1);
                await message.CompleteAsync(cancellationToken);
            }
            else
            {
                await Task.Delay(WhenEmpty, clock, cancellationToken);
            }
        }
    }
}
