using System.CommandLine;
using System.Text.Json;
using RingRift.Eventing.Clocks;
using RingRift.Eventing.Json;
using RingRift.Local.Arguments;
using RingRift.Local.Operations;
using RingRift.Local.Stack;
using RingRift.Pipeline.Holds;

namespace RingRift.Local.Commands;

/// <summary><c>ringrift pause CONFIG --for 30m --reason TEXT</c>: begin no new work for a while.</summary>
internal static class PauseCommand
{
    public static Command Build()
    {
        var scope = PauseScopeArgument.Build();
        var duration = new Option<TimeSpan>("--for")
        {
            Description = $"How long, {DurationText.Syntax}; it ends by itself.",
            Required = true,
            CustomParser = result => ValueOptions.Read<TimeSpan>(
                result, "--for", DurationText.Syntax, text => DurationText.TryParse(text, out var parsed) ? parsed : null) ?? default,
            HelpName = "DURATION",
        };
        var reason = new Option<string>("--reason") { Description = "Why; shown to whoever looks.", Required = true };
        var owner = new Option<string>("--owner")
        {
            Description = "Who asks. An owner has one pause of a configuration; asking again prolongs it.",
            DefaultValueFactory = _ => Environment.UserName,
        };
        var (data, json) = (SharedOptions.Data(), SharedOptions.Json("Print the pauses of the configuration as one JSON object."));
        var pause = new Command(
            "pause", "Begin no further iteration and ask for no job of a configuration for a while. Work under way goes on.")
        {
            scope, duration, reason, owner, data, json,
        };
        pause.SetGuardedAction(async (parse, cancellationToken) =>
        {
            var request = Request(parse.GetRequiredValue(owner), parse.GetRequiredValue(reason), parse.GetValue(duration));
            var name = parse.GetRequiredValue(scope);
            var state = await StackQuestion.AskAsync(
                parse.GetRequiredValue(data),
                functions => functions.PauseAsync(name, request, cancellationToken),
                storage => storage.Get<PipelinePauses>().PauseAsync(name, request, cancellationToken),
                cancellationToken).ConfigureAwait(false);
            await WriteAsync(state, parse.GetValue(json), parse.InvocationConfiguration.Output).ConfigureAwait(false);
            return 0;
        });
        return pause;
    }

    private static PauseRequest Request(string owner, string reason, TimeSpan duration)
    {
        try
        {
            return new PauseRequest { Owner = owner, Reason = reason, Duration = duration }.Require();
        }
        catch (ArgumentException wrong)
        {
            throw new CommandException(wrong.Message, wrong);
        }
    }

    private static async Task WriteAsync(PauseState state, bool json, TextWriter output)
    {
        if (json)
        {
            await output.WriteLineAsync(JsonSerializer.Serialize(state, EventJson.Options)).ConfigureAwait(false);
            return;
        }

        foreach (var pause in state.Pauses)
        {
            await output.WriteLineAsync(OperatorText.Line(state.Scope, pause)).ConfigureAwait(false);
        }
    }
}
