namespace RingRift.Pipeline.Champions.Rollback;

/// <summary>A rollback that a person asked for and that cannot be made.</summary>
/// <param name="reason">Why, with value and rule.</param>
public sealed class RollbackRefusedException(string reason) : Exception(reason);
