import { nodeLabel } from '../../../../shared/journey/node-label';
import { ChannelIcon } from '../../../ui/channel-icon';
import { useWords } from '../../../ui/words';
import type { CellProps } from './sheet-view';
import classes from './storyboard.module.css';
import { WordsCell } from './words-cell';

/** What reaches the customer here: the messages of the canvas, and contacts that are none of ours. */
export function MessageCell({ sheet, moment }: CellProps) {
  const { t } = useWords();
  const { sends, frame } = moment;
  return (
    <>
      {sends.map((node) => (
        <button key={node.id} type="button" className={classes.message} title={t('storyboard.show')} onClick={() => sheet.onShowNode(node.id)}>
          <span className={classes.chip} data-channel={node.channel}>
            <ChannelIcon channel={node.channel} size={13} />
            {t(`channel.${node.channel}`)}
          </span>
          <span dir="auto">{nodeLabel(node, sheet.speaker).title}</span>
        </button>
      ))}
      {(sends.length === 0 || frame?.contact) && (
        <WordsCell sheet={sheet} moment={moment} part="contact" lane={t('storyboard.contact')} hint={t('storyboard.contact-hint')} />
      )}
    </>
  );
}
