using System.CommandLine;
using RingRift.Local.Arguments;

namespace RingRift.Local.Commands;

/// <summary>Puts the commands together. Without a command, <c>ringrift</c> trains.</summary>
internal static class RootCommandBuilder
{
    public static RootCommand Build(TimeProvider clock)
    {
        var root = new RootCommand(
            "Trains RingRift networks on this machine through the same events, functions and workers as on Azure. "
            + "Without a command it trains: see 'ringrift train --help'.");
        TrainCommand.Configure(root, clock);
        var train = new Command("train", "Start the local stack and run the training loop (the default).");
        TrainCommand.Configure(train, clock);
        root.Subcommands.Add(train);
        root.Subcommands.Add(ServeCommand.Build(clock));
        root.Subcommands.Add(WebCommand.Build());
        root.Subcommands.Add(DoctorCommand.Build(clock));
        root.Subcommands.Add(RulesCommand.Build(clock));
        root.Subcommands.Add(PlayCommand.Build());
        root.Subcommands.Add(EngineCommand.Build(clock));
        root.Subcommands.Add(ArenaCommand.Build(clock));
        root.Subcommands.Add(ModelsCommand.Build());
        root.Subcommands.Add(TraceCommand.Build());
        root.Subcommands.Add(EventsCommand.Build(clock));
        root.Subcommands.Add(DlqCommand.Build(clock));
        root.Subcommands.Add(ReplayCommand.Build(clock));
        root.Subcommands.Add(WhyCommand.Build());
        root.Subcommands.Add(DaemonsCommand.Build());
        root.Subcommands.Add(RetentionCommand.Build());
        root.Subcommands.Add(PauseCommand.Build());
        root.Subcommands.Add(ResumeCommand.Build());
        root.Subcommands.Add(PoolCommand.Build());
        root.Subcommands.Add(RatingsCommand.Build());
        root.Subcommands.Add(ReportCommand.Build());
        root.Subcommands.Add(LineageCommand.Build());
        root.Subcommands.Add(RollbackCommand.Build());
        ValueOptions.RefuseBlanks(root);
        return root;
    }
}
