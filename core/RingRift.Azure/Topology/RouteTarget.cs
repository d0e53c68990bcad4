namespace RingRift.Azure.Topology;

/// <summary>Where a subscription delivers.</summary>
public abstract record RouteTarget
{
    private RouteTarget()
    {
    }

    /// <summary>A function with an Event Grid trigger.</summary>
    /// <param name="FunctionName">Name in its <c>[Function]</c> attribute.</param>
    public sealed record Function(string FunctionName) : RouteTarget;

    /// <summary>A storage queue; the message is the Base64 of the CloudEvent's JSON.</summary>
    /// <param name="QueueName">Name of the queue.</param>
    /// <param name="Handler">Handler whose function reads it; null for a GPU worker, which takes its messages itself.</param>
    public sealed record Queue(string QueueName, string? Handler = null) : RouteTarget;
}
