using Microsoft.Extensions.Options;
using RingRift.Eventing.Log;

namespace RingRift.Pipeline.Operations.Retention;

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
