using System.Globalization;
using RingRift.Web.Api;

namespace RingRift.Web.Runs;

/// <summary>One stage of a run as a visitor sees it.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Rate">How fast its jobs go on, together; null while none moves.</param>
/// <param name="Work">What is under way, or what there is so far.</param>
/// <param name="WaitsFor">What it waits for.</param>
/// <param name="Done">Units done of the jobs under way.</param>
/// <param name="Total">Units in all of them; 0 where none is under way.</param>
public sealed record StageView(string Name, string? Rate, string Work, string WaitsFor, long Done, long Total)
{
    /// <summary>Self-play, training and evaluation.</summary>
    /// <param name="run">Where the run stands.</param>
    /// <param name="rates">How fast its jobs go on.</param>
    public static IReadOnlyList<StageView> Of(RunAnswer run, JobRates rates)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(rates);
        var (play, training, evaluation) = (run.SelfPlay, run.Training, run.Evaluation);
        return
        [
            Of(
                "Self-play", "selfplay", "games",
                Say($"{play.Iterations.Count} of {play.Lanes} lanes; {play.Games:N0} games and {play.Rows:N0} rows so far"),
                play.WaitsFor),
            Of(
                "Training", "training", "steps",
                Say($"{training.NewRows:N0} of {training.Due:N0} new rows; {training.Trainings} trainings so far"),
                training.WaitsFor),
            Of(
                "Evaluation", "match", "games",
                Say($"{evaluation.Iterations.Count} candidates; {run.Promotions} promotions so far"),
                evaluation.WaitsFor),
        ];

        StageView Of(string name, string stage, string unit, string work, string waitsFor)
        {
            var jobs = run.Jobs.Where(job => job.Stage == stage && job.Done < job.Total).ToList();
            var rate = jobs.Sum(job => rates.PerSecond(job) ?? 0);
            return new StageView(
                name, rate > 0 ? Say($"{rate:N1} {unit}/s") : null, work, waitsFor, jobs.Sum(job => job.Done), jobs.Sum(job => job.Total));
        }
    }

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
