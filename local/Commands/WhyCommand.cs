using System.CommandLine;
using System.Text.Json;
using RingRift.Eventing.Json;
using RingRift.Game;
using RingRift.Local.Arguments;
using RingRift.Local.Operations;
using RingRift.Local.Stack;
using RingRift.Pipeline.Operations.Conditions;

namespace RingRift.Local.Commands;

/// <summary><c>ringrift why CONFIG</c>: what the run waits for.</summary>
internal static class WhyCommand
{
    public static Command Build()
    {
        var config = new Argument<string>("CONFIG") { Description = "The configuration, for example hex8_2p." };
        config.Validators.Add(result =>
        {
            if (!GameConfig.TryParse(result.GetValueOrDefault<string>(), out _))
            {
                result.AddError($"CONFIG '{result.GetValueOrDefault<string>()}': must be one of {string.Join(", ", GameConfig.All.Select(known => known.Name))}");
            }
        });
        var (data, json) = (SharedOptions.Data(), SharedOptions.Json("Print all conditions as one JSON object."));
        var why = new Command(
            "why",
            "Say what a run waits for: every condition of what is under way and of what would begin next, with actual value, threshold and since when. "
            + "A running stack answers by its own settings, a stopped one by the default ones. Exit code 1 when a record is of another version.")
        {
            config, data, json,
        };
        why.SetGuardedAction(async (parse, cancellationToken) =>
        {
            var conditions = await ReadAsync(parse.GetRequiredValue(data), parse.GetRequiredValue(config), cancellationToken).ConfigureAwait(false);
            var output = parse.InvocationConfiguration.Output;
            if (parse.GetValue(json))
            {
                await output.WriteLineAsync(JsonSerializer.Serialize(conditions, EventJson.Options)).ConfigureAwait(false);
            }
            else
            {
                OperatorText.Write(conditions, output);
                await UnreadableText.WriteAsync(conditions.Unreadable, json: false, output).ConfigureAwait(false);
            }

            return conditions.Unreadable is null ? 0 : 1;
        });
        return why;
    }

    private static async Task<RunConditions> ReadAsync(DirectoryInfo data, string config, CancellationToken cancellationToken) =>
        await StackQuestion.AskAsync(
            data,
            functions => functions.ReadConditionsAsync(config, cancellationToken),
            storage => storage.Get<RunConditionsReader>().ReadAsync(config, cancellationToken),
            cancellationToken).ConfigureAwait(false)
        ?? throw new CommandException($"CONFIG '{config}': it has no run in '{data.FullName}'; start one with 'ringrift train --config {config}'");
}
