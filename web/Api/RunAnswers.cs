namespace RingRift.Web.Api;

/// <summary>Where a run stands: what the page shows of <c>GET /api/runs/{config}</c>.</summary>
/// <param name="Config">Config name.</param>
/// <param name="Time">When it was read (UTC).</param>
/// <param name="Iteration">Newest iteration; 0 before the first.</param>
/// <param name="SelfPlay">Who plays, and what it waits for.</param>
/// <param name="Training">What is trained, or when the next training is due.</param>
/// <param name="Evaluation">Who is measured.</param>
/// <param name="Promotions">Promotions so far.</param>
/// <param name="Iterations">The iterations that are open, ever had a candidate, or failed, oldest first.</param>
/// <param name="Jobs">Newest heartbeat of each job of the open iterations.</param>
/// <param name="Stopped">Why the run is over; null while it goes on.</param>
/// <param name="StoppedByFailures">Whether failures stopped it.</param>
/// <param name="Champion">The champion; null before the first promotion.</param>
public sealed record RunAnswer(
    string Config, DateTimeOffset Time, int Iteration, SelfPlayAnswer SelfPlay, TrainingAnswer Training, EvaluationAnswer Evaluation,
    int Promotions, IReadOnlyList<IterationAnswer> Iterations, IReadOnlyList<JobAnswer> Jobs, string? Stopped = null,
    bool StoppedByFailures = false, ChampionAnswer? Champion = null);

/// <summary>Self-play.</summary>
/// <param name="Iterations">Iterations whose games are being played.</param>
/// <param name="Lanes">Iterations that may play at the same time.</param>
/// <param name="Games">Games so far.</param>
/// <param name="Rows">Training rows so far.</param>
/// <param name="WaitsFor">What it waits for.</param>
/// <param name="Model">SHA-256 of the newest network that plays; null for rollouts.</param>
/// <param name="ModelIteration">Iteration that made it.</param>
public sealed record SelfPlayAnswer(
    IReadOnlyList<int> Iterations, int Lanes, long Games, long Rows, string WaitsFor, string? Model = null, int? ModelIteration = null);

/// <summary>Training.</summary>
/// <param name="Trainings">Trainings so far.</param>
/// <param name="NewRows">Rows since the newest was asked for.</param>
/// <param name="Due">New rows that make the next one due.</param>
/// <param name="WaitsFor">What it waits for.</param>
public sealed record TrainingAnswer(int Trainings, long NewRows, long Due, string WaitsFor);

/// <summary>Evaluation.</summary>
/// <param name="Iterations">Iterations whose candidates play matches.</param>
/// <param name="WaitsFor">What it waits for.</param>
public sealed record EvaluationAnswer(IReadOnlyList<int> Iterations, string WaitsFor);

/// <summary>The champion.</summary>
/// <param name="Model">SHA-256 of its network.</param>
/// <param name="Generation">Changes of the champion so far.</param>
/// <param name="Iteration">Iteration that made it.</param>
/// <param name="Scores">Its results in the evaluation that promoted it.</param>
public sealed record ChampionAnswer(string Model, int Generation, int Iteration, IReadOnlyList<ScoreAnswer> Scores);

/// <summary>A result against one opponent, with 95 % intervals.</summary>
/// <param name="Opponent">Name of the opponent.</param>
/// <param name="Games">Games played.</param>
/// <param name="Score">Mean score, 0 to 1.</param>
/// <param name="Low">Lower end of its interval.</param>
/// <param name="High">Upper end of its interval.</param>
/// <param name="Model">Model of the opponent, when it is a network.</param>
/// <param name="Elo">Rating difference; null where infinite.</param>
/// <param name="EloLow">Lower end of its interval; null where infinite.</param>
/// <param name="EloHigh">Upper end of its interval; null where infinite.</param>
public sealed record ScoreAnswer(
    string Opponent, int Games, double Score, double Low, double High, string? Model = null, double? Elo = null, double? EloLow = null,
    double? EloHigh = null);

/// <summary>An iteration.</summary>
/// <param name="Iteration">Iteration, from 1.</param>
/// <param name="Stage">What it is at.</param>
/// <param name="WaitsFor">What it waits for.</param>
/// <param name="StartedAt">When it began (UTC).</param>
/// <param name="Scores">Results so far.</param>
/// <param name="Timeline">Events that changed it, by time.</param>
/// <param name="Games">Games in stored shards.</param>
/// <param name="MeanPlies">Mean plies of a game.</param>
/// <param name="PolicyEntropy">Mean entropy of the policy targets, nats.</param>
/// <param name="Training">Its training; null before.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Reason">Why.</param>
public sealed record IterationAnswer(
    int Iteration, string Stage, string WaitsFor, DateTimeOffset StartedAt, IReadOnlyList<ScoreAnswer> Scores,
    IReadOnlyList<EventAnswer> Timeline, int Games = 0, double? MeanPlies = null, double? PolicyEntropy = null,
    IterationTrainingAnswer? Training = null, string? Outcome = null, string? Reason = null);

/// <summary>The training of an iteration.</summary>
/// <param name="Rows">Rows in the window.</param>
/// <param name="Worker">Worker of the newest attempt.</param>
/// <param name="PolicyLoss">Policy cross-entropy on validation rows, nats.</param>
/// <param name="ValueLoss">Value cross-entropy on validation rows, nats.</param>
public sealed record IterationTrainingAnswer(int Rows, string? Worker = null, double? PolicyLoss = null, double? ValueLoss = null);

/// <summary>An event that changed an iteration.</summary>
/// <param name="Time">When (UTC).</param>
/// <param name="Type">What happened.</param>
/// <param name="Note">What is worth telling.</param>
public sealed record EventAnswer(DateTimeOffset Time, string Type, string Note);

/// <summary>A heartbeat of a job.</summary>
/// <param name="JobId">The job.</param>
/// <param name="Iteration">Its iteration.</param>
/// <param name="Stage"><c>selfplay</c>, <c>training</c> or <c>match</c>.</param>
/// <param name="Done">Games or optimiser steps done.</param>
/// <param name="Total">Those in all.</param>
/// <param name="Time">When (UTC).</param>
/// <param name="Note">What is to be known of where it runs; null for nothing.</param>
public sealed record JobAnswer(string JobId, int Iteration, string Stage, long Done, long Total, DateTimeOffset Time, string? Note = null);

/// <summary>What a run waits for: <c>GET /api/runs/{config}/conditions</c>.</summary>
/// <param name="Time">When it was read (UTC).</param>
/// <param name="Conditions">The conditions, by stage.</param>
/// <param name="LastProgress">When an open iteration last made progress (UTC); null where none is open.</param>
public sealed record ConditionsAnswer(
    DateTimeOffset Time, IReadOnlyList<ConditionAnswer> Conditions, DateTimeOffset? LastProgress = null);

/// <summary>One thing that a stage needs before it is over.</summary>
/// <param name="Stage">The stage; <c>finished</c> stands for the beginning of the next iteration.</param>
/// <param name="Name">What it is about.</param>
/// <param name="Actual">What it is now.</param>
/// <param name="Threshold">What it has to be.</param>
/// <param name="Met">Whether it is.</param>
/// <param name="Since">Since when (UTC); null when nobody knows.</param>
public sealed record ConditionAnswer(string Stage, string Name, string Actual, string Threshold, bool Met, DateTimeOffset? Since = null);
