namespace RingRift.Pipeline.Events;

/// <summary>Payload of an event. Every payload names its config and iteration: state is never global (K8, K32).</summary>
public interface IPipelineEvent
{
    /// <summary>Which fact this payload describes.</summary>
    static abstract DataEventType Type { get; }

    /// <summary>Version of this payload's schema.</summary>
    static abstract int SchemaVersion { get; }

    /// <summary>Config name, for example <c>hex8_2p</c>.</summary>
    string Config { get; }

    /// <summary>Iteration of that config, from 1.</summary>
    int Iteration { get; }
}
