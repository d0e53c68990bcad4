using System.Globalization;
using Microsoft.JSInterop;
using RingRift.Game;
using RingRift.Web.Api;

namespace RingRift.Web.Opponents;

/// <summary>
/// Players in a Web Worker that runs a second .NET runtime with the same assemblies (<see cref="WorkerExports"/>). It starts with the
/// first question, and a question that is cancelled ends it: a search in it cannot be interrupted otherwise.
/// </summary>
/// <param name="script">The page's script engine.</param>
/// <param name="api">Where champions come from.</param>
public sealed class WorkerOpponents(IJSRuntime script, RunApi api) : IOpponents
{
    private IJSObjectReference? _module;
    private int _questions;

    /// <inheritdoc/>
    public async Task<Thought> ChooseAsync(string player, GameState state, ulong seed, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(state);

        // The page may take moves back while it waits.
        var position = state.Clone();
        var model = NetworkPlayer.TryParse(player, out var network)
            ? await api.ModelAsync(position.Rules.Config, network.Generation)
                ?? throw new OpponentException($"{player} cannot play: this page is not served beside a run.")
            : null;
        _module ??= await script.InvokeAsync<IJSObjectReference>("import", cancellationToken, "./engine.js");
        var question = ++_questions;
        var asked = _module.InvokeAsync<string>(
            "choose",
            CancellationToken.None,
            question,
            RulesText.Format(position.Rules),
            StateNotation.Format(position),
            player,
            seed.ToString(CultureInfo.InvariantCulture),
            model?.ToString()).AsTask();
        try
        {
            return Thought.Parse(position, await asked.WaitAsync(cancellationToken));
        }
        catch (OperationCanceledException)
        {
            await _module.InvokeVoidAsync("stop", CancellationToken.None, question);
            throw;
        }
        catch (JSException failure)
        {
            throw new OpponentException($"{player} gave no move: {failure.Message}", failure);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_module is not null)
        {
            await _module.InvokeVoidAsync("stop", _questions);
            await _module.DisposeAsync();
        }
    }
}
