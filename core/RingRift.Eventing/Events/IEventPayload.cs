namespace RingRift.Eventing.Events;

/// <summary>Payload of an event that this system emits. What it holds is declared in the catalogue; the record is generated.</summary>
public interface IEventPayload
{
    /// <summary>Which fact this payload describes.</summary>
    static abstract DataEventType Type { get; }

    /// <summary>Version of this payload's schema.</summary>
    static abstract int SchemaVersion { get; }
}

/// <summary>
/// Payload of an event of an iteration. It names its config and iteration: state is never global (K8, K32). Subject and correlation follow
/// from them.
/// </summary>
public interface IPipelineEvent : IEventPayload
{
    /// <summary>Config name, for example <c>hex8_2p</c>.</summary>
    string Config { get; }

    /// <summary>Iteration of that config, from 1.</summary>
    int Iteration { get; }
}
