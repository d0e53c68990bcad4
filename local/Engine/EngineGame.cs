using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using RingRift.Game;
using RingRift.Learning.Players;
using RingRift.Learning.Randomness;

namespace RingRift.Local.Engine;

/// <summary>One game of a session: its position, and the player that thinks about it.</summary>
internal sealed class EngineGame(string id, GameRules rules, ulong seed, IPlayer player)
{
    public string Id { get; } = id;

    public GameRules Rules { get; } = rules;

    public ulong Seed { get; } = seed;

    public IPlayer Player { get; } = player;

    public GameState State { get; private set; } = new(rules);

    /// <summary>Sets the position up; where anything is at fault the game stays as it was.</summary>
    /// <param name="state">Canonical state; null for the start position, or for <paramref name="onwards"/>.</param>
    /// <param name="moves">Moves from there.</param>
    /// <param name="onwards">Whether to play on from the present position.</param>
    /// <exception cref="EngineFault">The state or a move is at fault.</exception>
    public void SetUp(string? state, IReadOnlyList<string> moves, bool onwards = false)
    {
        var next = onwards ? State.Clone() : state is null ? new GameState(Rules) : Read(state);
        foreach (var move in moves)
        {
            try
            {
                next.Play(MoveNotation.Parse(next, move));
            }
            catch (MoveFormatException malformed)
            {
                throw new EngineFault(move, malformed.Rule, next.Ply);
            }
            catch (IllegalMoveException illegal)
            {
                throw new EngineFault(move, $"illegal in phase {illegal.Phase}: {illegal.Rule}", next.Ply);
            }
        }

        State = next;
    }

    /// <summary>
    /// The seed of what is drawn in the present position: it follows from the game's seed and the position alone, so that an answer does
    /// not depend on what was asked before.
    /// </summary>
    public ulong SeedHere() => SeededRandom.Derive(
        Seed, BinaryPrimitives.ReadUInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(StateNotation.Format(State)))));

    private GameState Read(string state)
    {
        try
        {
            return StateNotation.Parse(Rules, state);
        }
        catch (StateFormatException malformed)
        {
            throw new EngineFault(malformed.Value, malformed.Rule);
        }
    }
}
