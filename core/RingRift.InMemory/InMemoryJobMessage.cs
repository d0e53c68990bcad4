using RingRift.Eventing.Envelope;
using RingRift.Pipeline.Jobs;

namespace RingRift.InMemory;

/// <summary>A message taken from an <see cref="InMemoryJobQueue"/>.</summary>
internal sealed class InMemoryJobMessage(InMemoryJobQueue queue, InMemoryJobQueue.Entry entry) : IJobMessage
{
    private long _receipt = entry.Receipt;

    public EventEnvelope? Event => entry.Event;

    public string Body => entry.Body;

    public string? FormatError => entry.FormatError;

    public long DequeueCount { get; } = entry.DequeueCount;

    public Task<bool> RenewAsync(TimeSpan visibility, CancellationToken cancellationToken) =>
        Task.FromResult(queue.Hide(entry, _receipt, visibility, out _receipt));

    public Task<bool> CompleteAsync(CancellationToken cancellationToken) => Task.FromResult(queue.Delete(entry, _receipt));

    public Task ReleaseAsync(TimeSpan delay, CancellationToken cancellationToken)
    {
        queue.Hide(entry, _receipt, delay, out _receipt);
        return Task.CompletedTask;
    }
}
