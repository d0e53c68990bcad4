using RingRift.Pipeline.Operations.Redelivery;

namespace RingRift.Pipeline.Compliance.Crashes;

/// <summary>A redelivery queue whose sender may die before and after it took a request.</summary>
public sealed class CrashingRedeliveryQueue(IRedeliveryQueue inner, CrashScript script) : IRedeliveryQueue
{
    public Task SendAsync(RedeliveryRequest request, CancellationToken cancellationToken) =>
        script.StepAsync("send again", () => inner.SendAsync(request, cancellationToken));
}
