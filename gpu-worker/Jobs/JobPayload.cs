using System.Text.RegularExpressions;
using RingRift.Eventing.Catalogue;
using RingRift.Eventing.Contracts;
using RingRift.Eventing.Envelope;
using RingRift.Eventing.Events;

namespace RingRift.GpuWorker.Jobs;

/// <summary>Reads and checks what all job events have in common.</summary>
internal static partial class JobPayload
{
    /// <summary>
    /// A job's id if it can name an aggregate: a table refuses other characters as a partition key, with every attempt anew.
    /// </summary>
    /// <exception cref="JobFormatException">It is empty, too long or has another character.</exception>
    public static string CheckedId(string jobId) => IdPattern().IsMatch(jobId)
        ? jobId
        : throw new JobFormatException($"jobId '{jobId}' must be 1 to 128 letters, digits, '_', '-' and '.'");

    /// <summary>The payload of a job event.</summary>
    /// <exception cref="JobFormatException">Type, schema version or payload are not what the job needs; an id that no table key can hold is
    /// part of that.</exception>
    public static TEvent Read<TEvent>(EventEnvelope envelope)
        where TEvent : class, IPipelineEvent
    {
        if (envelope.Type != TEvent.Type || envelope.SchemaVersion != TEvent.SchemaVersion)
        {
            throw new JobFormatException(
                $"{envelope.Type.CatalogueName()} with schema version {envelope.SchemaVersion} is in a queue for {TEvent.Type.CatalogueName()} with version {TEvent.SchemaVersion}");
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

    [GeneratedRegex(@"\A[A-Za-z0-9_.-]{1,128}\z")]
    private static partial Regex IdPattern();
}
