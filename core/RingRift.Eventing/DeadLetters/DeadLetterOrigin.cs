namespace RingRift.Eventing.DeadLetters;

/// <summary>Who gave an event up.</summary>
public enum DeadLetterOrigin
{
    /// <summary>A consumer decided that it can never handle it.</summary>
    Handler,

    /// <summary>The queue's host tried it the most times its settings allow; the message lay in a poison queue.</summary>
    PoisonQueue,

    /// <summary>Event Grid could not deliver it; the event lay in the dead-letter container.</summary>
    EventGrid,

    /// <summary>Its delivery has no known end, however often the audit sent it again.</summary>
    Audit,
}
