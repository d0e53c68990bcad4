namespace RingRift.Web.Live;

/// <summary>How news come.</summary>
public enum LiveConnection
{
    /// <summary>Nobody asked yet, or the first answer is awaited.</summary>
    Opening,

    /// <summary>By a stream, as they happen.</summary>
    Streaming,

    /// <summary>By questions every few seconds, since no stream is to be had.</summary>
    Asking,

    /// <summary>Not at all: nobody answers.</summary>
    Lost,
}
