using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
using RingRift.Eventing.Artifacts;
using RingRift.Eventing.Log;

namespace RingRift.Pipeline.Operations.Retention;

/// <summary>
/// How long what nothing refers to any more is kept; section <c>Retention</c> (ADR 0018). What a champion, a pool or the newest iteration
/// of a config refers to is kept however old it is. The event log and the durable window have times of their own.
/// </summary>
public sealed class RetentionOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Retention";

    /// <summary>Whether anything is deleted; the report tells what would be either way. Default true.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>
    /// How long an aggregate knows that it has handled an event. Default 30 days; not shorter than the event log is kept, or a replay could
    /// repeat an effect.
    /// </summary>
    [Range(typeof(TimeSpan), "1.00:00:00", "3650.00:00:00")]
    public TimeSpan Inbox { get; set; } = TimeSpan.FromDays(30);

    /// <summary>
    /// How long a job is kept after its last claim. Default 30 days; not shorter than the event log is kept, or a replay could have it done
    /// again.
    /// </summary>
    [Range(typeof(TimeSpan), "1.00:00:00", "3650.00:00:00")]
    public TimeSpan Jobs { get; set; } = TimeSpan.FromDays(30);

    /// <summary>How long the newest heartbeat of a job is kept. Default 30 days.</summary>
    [Range(typeof(TimeSpan), "1.00:00:00", "3650.00:00:00")]
    public TimeSpan Progress { get; set; } = TimeSpan.FromDays(30);

    /// <summary>How long a shard of games is kept. Default 30 days.</summary>
    [Range(typeof(TimeSpan), "1.00:00:00", "3650.00:00:00")]
    public TimeSpan Games { get; set; } = TimeSpan.FromDays(30);

    /// <summary>How long a manifest is kept. Default 30 days.</summary>
    [Range(typeof(TimeSpan), "1.00:00:00", "3650.00:00:00")]
    public TimeSpan Manifests { get; set; } = TimeSpan.FromDays(30);

    /// <summary>How long training rows are kept. Default 30 days.</summary>
    [Range(typeof(TimeSpan), "1.00:00:00", "3650.00:00:00")]
    public TimeSpan Samples { get; set; } = TimeSpan.FromDays(30);

    /// <summary>How long a network is kept. Default 30 days.</summary>
    [Range(typeof(TimeSpan), "1.00:00:00", "3650.00:00:00")]
    public TimeSpan Models { get; set; } = TimeSpan.FromDays(30);

    /// <summary>How long a checkpoint is kept. Default 30 days.</summary>
    [Range(typeof(TimeSpan), "1.00:00:00", "3650.00:00:00")]
    public TimeSpan Checkpoints { get; set; } = TimeSpan.FromDays(30);

    /// <summary>How long artifacts of a kind are kept.</summary>
    public TimeSpan Of(ArtifactKind kind) => kind switch
    {
        ArtifactKind.Games => Games,
        ArtifactKind.Manifest => Manifests,
        ArtifactKind.Samples => Samples,
        ArtifactKind.Model => Models,
        ArtifactKind.Checkpoint => Checkpoints,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "no such artifact kind"),
    };
}

/// <summary>Holds retention to the event log: what can still be replayed has to be known to inboxes and jobs.</summary>
internal sealed class RetentionOptionsValidator(IOptions<EventLogOptions> log) : IValidateOptions<RetentionOptions>
{
    public ValidateOptionsResult Validate(string? name, RetentionOptions options)
    {
        var kept = log.Value.Retention;
        string[] faults =
        [
            .. Fault(nameof(options.Inbox), options.Inbox, kept),
            .. Fault(nameof(options.Jobs), options.Jobs, kept),
        ];
        return faults.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static IEnumerable<string> Fault(string name, TimeSpan value, TimeSpan kept)
    {
        if (value < kept)
        {
            yield return $"{RetentionOptions.Section}:{name}: {value} must not be shorter than {EventLogOptions.Section}:{nameof(EventLogOptions.Retention)} {kept}, "
                + "or an event of the log could be replayed to somebody who has forgotten it.";
        }
    }
}
