using RingRift.Pipeline.Iterations;
using RingRift.Pipeline.Runs;

namespace RingRift.Local.Progress;

/// <summary>What a run has come to, as text.</summary>
internal static class RunReport
{
    public static void Write(RunStatus? status, RepetitionResult? repeated, TextWriter output)
    {
        output.WriteLine();
        if (status is null)
        {
            output.WriteLine("The run had not begun.");
            return;
        }

        WriteIterations(status, output);
        output.WriteLine();
        foreach (var lane in RunText.Lanes(status))
        {
            output.WriteLine(lane);
        }

        if (status.Champion is { } champion)
        {
            WriteChampion(status, champion, output);
        }
        else
        {
            output.WriteLine("No champion yet. A later run goes on from here.");
        }

        if (status.Stopped is { } reason)
        {
            output.WriteLine();
            output.WriteLine(status.StoppedByFailures ? $"The run stopped after failures: {reason}. Starting it again goes on." : $"The run is over: {reason}.");
        }

        if (repeated is not null)
        {
            output.WriteLine();
            output.WriteLine($"Of the run that was to be made again, {repeated}.");
        }
    }

    /// <summary>Name of an opponent; a champion's carries its model.</summary>
    public static string Name(OpponentStatus score) => score.Model is null ? score.Opponent : $"{score.Opponent} {RunText.Model(score.Model)}";

    /// <summary>How an iteration ended, or where it stands.</summary>
    public static string Outcome(IterationStatus iteration) => iteration.Outcome is { } outcome
        ? $"{(outcome == IterationOutcome.Promoted ? "promoted" : outcome)}: {iteration.Reason}"
        : $"waits for {iteration.WaitsFor}";

    private static void WriteChampion(RunStatus status, ChampionStatus champion, TextWriter output)
    {
        output.WriteLine();
        output.WriteLine($"Champion of {status.Config}: {champion.Model[..12]}, generation {champion.Generation}, made in iteration {champion.Iteration}; {status.Promotions} promotions.");
        output.WriteLine($"{"opponent",-16} {"games",6} {"wins",6}  {"score, 95 % interval",-26} Elo difference");
        foreach (var score in champion.Scores)
        {
            output.WriteLine($"{Name(score),-16} {score.Games,6} {score.Wins,6}  {RunText.Score(score),-26} {RunText.Elo(score)}");
        }
    }

    private static void WriteIterations(RunStatus status, TextWriter output)
    {
        output.WriteLine($"{"iteration",9} {"self-play",-9} {"games",6} {"rows",8} {"policy",7} {"value",7}  outcome");
        foreach (var iteration in status.Iterations.Where(iteration => iteration.Training is not null || iteration.Outcome is not null))
        {
            output.WriteLine(
                $"{iteration.Iteration,9} {RunText.Model(iteration.SelfPlayModel),-9} {iteration.GamesKept ?? iteration.Games,6} {iteration.Rows,8} "
                + $"{iteration.Training?.PolicyLoss,7:0.000} {iteration.Training?.ValueLoss,7:0.000}  {Outcome(iteration)}");
        }
    }
}
