namespace RingRift.Pipeline.Champions.Rollback;

/// <summary>Answer to a person who asked for a rollback.</summary>
/// <param name="Config">Config name.</param>
/// <param name="Moved">Whether this request moved the pointer; false when it was there before.</param>
/// <param name="Generation">Generation of the pointer now.</param>
/// <param name="Undone">Generation that was champion before; null when none was undone to get there.</param>
/// <param name="Restored">Generation whose network is champion now.</param>
/// <param name="Model">Model id of that network.</param>
public sealed record RollbackReport(string Config, bool Moved, int Generation, int? Undone, int Restored, string Model);
