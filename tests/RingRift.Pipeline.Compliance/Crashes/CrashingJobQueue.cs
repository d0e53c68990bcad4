using RingRift.Eventing.Envelope;
using RingRift.Pipeline.Jobs;

namespace RingRift.Pipeline.Compliance.Crashes;

/// <summary>A job queue whose worker may die around everything it does with a message.</summary>
public sealed class CrashingJobQueue(IJobQueue inner, CrashScript script) : IJobQueue
{
    public async Task<IJobMessage?> ReceiveAsync(string queue, TimeSpan visibility, CancellationToken cancellationToken) =>
        await script.StepAsync("take the message", () => inner.ReceiveAsync(queue, visibility, cancellationToken)) is { } message
            ? new Message(message, script)
            : null;

    private sealed class Message(IJobMessage inner, CrashScript script) : IJobMessage
    {
        public EventEnvelope? Event => inner.Event;

        public string Body => inner.Body;

        public string? FormatError => inner.FormatError;

        public long DequeueCount => inner.DequeueCount;

        public Task<bool> RenewAsync(TimeSpan visibility, CancellationToken cancellationToken) =>
            script.StepAsync("hide the message longer", () => inner.RenewAsync(visibility, cancellationToken));

        public Task<bool> CompleteAsync(CancellationToken cancellationToken) =>
            script.StepAsync("delete the message", () => inner.CompleteAsync(cancellationToken));

        public Task ReleaseAsync(TimeSpan delay, CancellationToken cancellationToken) =>
            script.StepAsync("put the message back", () => inner.ReleaseAsync(delay, cancellationToken));
    }
}
