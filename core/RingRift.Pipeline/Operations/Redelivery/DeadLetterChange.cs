namespace RingRift.Pipeline.Operations.Redelivery;

/// <summary>What an operation did about one dead letter.</summary>
/// <param name="Id">The letter.</param>
/// <param name="Outcome">What was done.</param>
/// <param name="Note">More where there is more to say.</param>
public sealed record DeadLetterChange(string Id, DeadLetterChangeOutcome Outcome, string? Note = null);
