namespace RingRift.Eventing.Recovery;

/// <summary>
/// When a handler decides again at once, and the wait it asks for when that does not help. The wait is a wish: it stands in the log and in the
/// trace, and the transport has a schedule of its own (<see cref="DeliveryRetry"/>).
/// </summary>
public static class HandlerRetry
{
    /// <summary>
    /// Commits tried in a row on state that others change at the same time. Each conflict means that somebody else's commit stands, so eight in
    /// a row are rare even where all shards of an iteration end together.
    /// </summary>
    public const int MaxCommits = 8;

    /// <summary>Failures of a match chunk after which its evaluation is given up: one bad read must not cost the training of an iteration.</summary>
    public const int MaxMatchFailures = 2;

    /// <summary>Wait after <see cref="MaxCommits"/> conflicts: far more than the others need for their commits.</summary>
    public static readonly TimeSpan AfterContention = TimeSpan.FromSeconds(1);

    /// <summary>Wait of an event that came before its iteration is at the stage: the event before it is then nearly always handled.</summary>
    public static readonly TimeSpan WhenEarly = TimeSpan.FromSeconds(5);

    /// <summary>Wait before a match chunk is tried again: a bad read has passed by then, and another process may have room for the network.</summary>
    public static readonly TimeSpan AfterMatchFailure = TimeSpan.FromSeconds(10);

    /// <summary>The reason to give up after <see cref="MaxCommits"/> conflicts.</summary>
    /// <param name="contended">The state, for example <c>job J</c>.</param>
    public static string Contended(string contended) => $"{contended} was changed by others {MaxCommits} times in a row";
}
