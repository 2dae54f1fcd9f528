using MegaRegion.Modelling.Coupling;
using MegaRegion.Modelling.Numerics;
using MegaRegion.Scenarios.Japan;

namespace MegaRegion.Scenarios.Running;

/// <summary>
/// Γ of the four layers: by how many percent a layer (row) grows on a pair where another (column) grows by 1 %. People and
/// goods are estimated (trips and freight, migration held fixed; <see cref="JapanCoupling"/>). Everything about money and
/// information is assumed, because neither is observed between prefectures; draws vary the assumed values from nothing to
/// twice as much.
/// </summary>
public static class CouplingTable
{
    /// <summary>The layers, in the order of all layer arrays.</summary>
    public static readonly IReadOnlyList<string> Layers = ["people", "goods", "money", "information"];

    private const int People = 0;
    private const int Goods = 1;

    // Rows answer, columns drive: people, goods, money, information.
    private static readonly double[,] Assumed =
    {
        { 0, 0, 0.02, 0.05 },
        { 0, 0, 0.05, 0.05 },
        { 0.15, 0.05, 0, 0.10 },
        { 0.25, 0, 0.05, 0 },
    };

    /// <summary>Puts Γ together.</summary>
    /// <param name="inputs">The inputs on which trips and freight are estimated.</param>
    /// <returns>The coupling, or why it cannot be estimated.</returns>
    public static Outcome<LayerCoupling> Estimate(JapanInputs inputs)
    {
        var observed = JapanCoupling.Estimate(inputs);
        return observed.IsOk
            ? Make(observed.Value[0, 1], observed.Value.StandardError[0, 1], observed.Value[1, 0], observed.Value.StandardError[1, 0])
            : Outcome<LayerCoupling>.Refused(observed.Problems);
    }

    /// <summary>Whether an entry is estimated on observed flows; otherwise it is assumed.</summary>
    /// <param name="answering">Index of the layer that answers.</param>
    /// <param name="driving">Index of the layer that drives.</param>
    public static bool IsEstimated(int answering, int driving) => answering <= Goods && driving <= Goods && answering != driving;

    /// <summary>No layer answers to another.</summary>
    internal static LayerCoupling None { get; } = new(Layers, new double[4, 4], new double[4, 4]);

    internal static LayerCoupling Make(double peopleByGoods, double peopleError, double goodsByPeople, double goodsError)
    {
        var (gamma, errors) = ((double[,])Assumed.Clone(), new double[4, 4]);
        (gamma[People, Goods], errors[People, Goods]) = (peopleByGoods, peopleError);
        (gamma[Goods, People], errors[Goods, People]) = (goodsByPeople, goodsError);
        return new LayerCoupling(Layers, gamma, errors);
    }

    /// <summary>Γ with other values: estimated ones by their errors, assumed ones by a factor from 0 to 2.</summary>
    internal static LayerCoupling Drawn(LayerCoupling table, Func<double> normal, Func<double> uniform)
    {
        var gamma = new double[4, 4];
        for (var row = 0; row < 4; row++)
        {
            for (var column = 0; column < 4; column++)
            {
                gamma[row, column] = IsEstimated(row, column)
                    ? table[row, column] + (table.StandardError[row, column] * normal())
                    : table[row, column] * 2 * uniform();
            }
        }

        return new LayerCoupling(Layers, gamma, table.StandardError);
    }
}
