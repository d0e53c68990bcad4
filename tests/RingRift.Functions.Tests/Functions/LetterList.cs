using RingRift.Eventing.DeadLetters;

namespace RingRift.Functions.Tests.Functions;

/// <summary>What <c>GET /api/dead-letters</c> answers.</summary>
public sealed record LetterList(IReadOnlyList<DeadLetterSummary> Letters, string? Continuation = null);
