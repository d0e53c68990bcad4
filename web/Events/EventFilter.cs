using RingRift.Web.Api;

namespace RingRift.Web.Events;

/// <summary>Which events are wanted; all conditions hold together.</summary>
/// <param name="Type">Its type; empty for every type.</param>
/// <param name="Config">Its config; empty for every one.</param>
/// <param name="Text">Text within type, subject, chain, id or summary, in any case; empty for any.</param>
/// <param name="FailedOnly">Only events that failed.</param>
public sealed record EventFilter(string Type = "", string Config = "", string Text = "", bool FailedOnly = false)
{
    /// <summary>Whether an event is wanted.</summary>
    public bool Takes(LiveEventAnswer told)
    {
        ArgumentNullException.ThrowIfNull(told);
        return (Type.Length == 0 || told.Type == Type)
            && (Config.Length == 0 || told.Config == Config)
            && (!FailedOnly || told.State == EventStates.Failed)
            && (Text.Length == 0 || Holds(told.Type) || Holds(told.Subject) || Holds(told.Summary) || Holds(told.CorrelationId)
                || Holds(told.Id));
    }

    private bool Holds(string text) => text.Contains(Text, StringComparison.OrdinalIgnoreCase);
}
