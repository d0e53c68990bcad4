namespace RingRift.Web.Api;

/// <summary>The pauses of a scope: one of <c>GET /api/pauses</c>.</summary>
/// <param name="Scope">A config, or <c>all</c>; null where this version cannot read it.</param>
/// <param name="Pauses">One for each owner.</param>
public sealed record PausedScopeAnswer(string? Scope = null, IReadOnlyList<PauseAnswer>? Pauses = null);

/// <summary>A pause.</summary>
/// <param name="Owner">Who asked for it.</param>
/// <param name="Reason">Why.</param>
/// <param name="Until">When it ends by itself (UTC).</param>
public sealed record PauseAnswer(string Owner, string Reason, DateTimeOffset Until);

/// <summary>The daemons: <c>GET /api/daemons</c>.</summary>
/// <param name="Time">When it was read (UTC).</param>
/// <param name="Daemons">By their dependencies.</param>
public sealed record DaemonsAnswer(DateTimeOffset Time, IReadOnlyList<DaemonAnswer> Daemons);

/// <summary>A daemon.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Status">What it is doing.</param>
/// <param name="Healthy">Whether it is well.</param>
/// <param name="Runs">Rounds so far.</param>
/// <param name="Failures">Failures in a row.</param>
/// <param name="LastSuccess">When a round last went well (UTC).</param>
/// <param name="LastResult">What it did then.</param>
/// <param name="Error">What went wrong last.</param>
public sealed record DaemonAnswer(
    string Name, string Status, bool Healthy, long Runs, int Failures, DateTimeOffset? LastSuccess = null, string? LastResult = null,
    string? Error = null);
