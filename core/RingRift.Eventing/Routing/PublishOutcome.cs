namespace RingRift.Eventing.Routing;

/// <summary>What a publish was to the observers in this process. Durable consumers are sent the event either way; their inboxes know a repeated one.</summary>
public enum PublishOutcome
{
    /// <summary>The event is new: every observer gets it.</summary>
    Published,

    /// <summary>The same fact was published before: no observer gets it again.</summary>
    Duplicate,
}
