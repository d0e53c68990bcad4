using RingRift.Game;
using RingRift.Local.Arguments;
using RingRift.Local.Stack;

namespace RingRift.Local.Models;

/// <summary>Reads the champion's network from a stack's storage.</summary>
internal static class ChampionModel
{
    /// <returns>The ONNX file's bytes.</returns>
    /// <exception cref="CommandException">The config has no champion yet.</exception>
    public static async Task<byte[]> ReadAsync(StackFolder folder, GameConfig config, CancellationToken cancellationToken)
    {
        var storage = await StackStorage.OpenAsync(folder, cancellationToken).ConfigureAwait(false);
        await using (storage.ConfigureAwait(false))
        {
            var champion = await storage.Champions.GetAsync(config.Name, cancellationToken).ConfigureAwait(false)
                ?? throw new CommandException(
                    $"champion of {config.Name}: there is none yet; train one with 'ringrift train --config {config.Name}'");
            var model = await storage.Artifacts.OpenAsync(champion.Champion.Model, cancellationToken).ConfigureAwait(false);
            await using (model.ConfigureAwait(false))
            {
                using var bytes = new MemoryStream();
                await model.CopyToAsync(bytes, cancellationToken).ConfigureAwait(false);
                return bytes.ToArray();
            }
        }
    }
}
