using RingRift.Pipeline.Events;
using RingRift.Pipeline.Events.Contracts;

namespace RingRift.GpuWorker.Jobs;

/// <summary>Reads and checks what all job events have in common.</summary>
internal static class JobPayload
{
    /// <summary>The payload of a job event.</summary>
    /// <exception cref="JobFormatException">Type, schema version or payload are not what the job needs; an id that no table key can hold is part of that.</exception>
    public static TEvent Read<TEvent>(EventEnvelope envelope)
        where TEvent : class, IPipelineEvent
    {
        if (envelope.Type != TEvent.Type || envelope.SchemaVersion != TEvent.SchemaVersion)
        {
            throw new JobFormatException(
                $"{envelope.Type.AdrName()} with schema version {envelope.SchemaVersion} is in a queue for {TEvent.Type.AdrName()} with version {TEvent.SchemaVersion}");
        }

        try
        {
            return envelope.Payload<TEvent>();
        }
        catch (EventContractException e)
        {
            throw new JobFormatException(e.Message, e);
        }
    }

    /// <summary>Refuses a value that breaks a rule.</summary>
    /// <exception cref="JobFormatException">The rule does not hold.</exception>
    public static void Require(bool holds, string reason)
    {
        if (!holds)
        {
            throw new JobFormatException(reason);
        }
    }
}
