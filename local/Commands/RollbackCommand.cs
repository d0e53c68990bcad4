using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using RingRift.Eventing.Json;
using RingRift.Local.Arguments;
using RingRift.Local.Stack;
using RingRift.Pipeline.Champions.Rollback;

namespace RingRift.Local.Commands;

/// <summary><c>ringrift rollback CONFIG --to GENERATION --reason TEXT</c>: makes an earlier champion champion again.</summary>
internal static class RollbackCommand
{
    public static Command Build()
    {
        var (config, data, json) = (
            SharedOptions.ConfigArgument(), SharedOptions.Data(), SharedOptions.Json("Print what is champion now as one JSON object."));
        var to = ValueOptions.Whole("--to", "Generation to return to, as 'ringrift models' shows it.", 1, int.MaxValue);
        (to.Required, to.HelpName) = (true, "GENERATION");
        var reason = new Option<string>("--reason")
        {
            Description = "Why, for those who look at the history later.",
            Required = true,
            HelpName = "TEXT",
        };
        var rollback = new Command(
            "rollback",
            "Make an earlier champion of a configuration champion again. The next iteration plays and trains from it; nothing is deleted. "
            + "Of a stopped stack, the files that workers read follow when it runs again.")
        {
            config, to, reason, data, json,
        };
        rollback.SetGuardedAction(async (parse, cancellationToken) =>
        {
            var storage = await StackStorage.OpenAsync(
                new StackFolder(parse.GetRequiredValue(data).FullName), cancellationToken).ConfigureAwait(false);
            await using (storage.ConfigureAwait(false))
            {
                var report = await RollBackAsync(
                    storage, parse.GetValue(config).Name, parse.GetValue(to), parse.GetRequiredValue(reason),
                    cancellationToken).ConfigureAwait(false);
                var text = parse.GetValue(json) ? JsonSerializer.Serialize(report, EventJson.Options) : Text(report);
                await parse.InvocationConfiguration.Output.WriteLineAsync(text).ConfigureAwait(false);
                return 0;
            }
        });
        return rollback;
    }

    private static async Task<RollbackReport> RollBackAsync(
        StackStorage storage, string config, int generation, string reason, CancellationToken cancellationToken)
    {
        try
        {
            return await storage.Get<ChampionRollbacks>().RollBackAsync(
                config, generation, reason, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception refused) when (refused is RollbackRefusedException or ArgumentException)
        {
            throw new CommandException($"rollback of {config}: {refused.Message}", refused);
        }
    }

    private static string Text(RollbackReport report) => string.Create(
        CultureInfo.InvariantCulture,
        $"{report.Config} generation {report.Generation}: {report.Model} of generation {report.Restored} {(report.Moved ? "is champion again" : "was champion already")}");
}
